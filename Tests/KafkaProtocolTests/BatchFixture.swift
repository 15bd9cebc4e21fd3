import Bytes
import Foundation
import KafkaProtocol
import Testing

/// A batch of Fixtures/batches.txt, made without Strom.
struct BatchFixture: CustomTestStringConvertible {
    let name: String
    let rules: BatchRules
    let answer: String
    let bytes: [UInt8]

    var testDescription: String { name }

    /// What the broker's clock says when the batches come.
    static let now: Int64 = 1_700_000_000_000

    static let all: [BatchFixture] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/batches.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(BatchFixture.init(line:))
    }()

    /// The batches whose name begins so.
    static func named(_ prefix: String) -> [BatchFixture] {
        all.filter { $0.name.hasPrefix(prefix) }
    }

    private init(line: Substring) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        name = parts[0]
        rules = BatchRules(words: parts[1].split(separator: " "))
        answer = parts[2]
        bytes = Array(hex: parts[3])
    }
}

extension BatchRules {
    fileprivate init(words: [Substring]) {
        self.init()
        for word in words {
            let number = Int64(word.drop { $0 != "=" }.dropFirst()) ?? 0
            switch word.prefix(while: { $0 != "=" }) {
            case "compacted": requiresKeys = true
            case "append-time": timestampType = .logAppendTime
            case "no-zstd": allowsZstd = false
            case "max": largestBatch = Int(number)
            case "before": timestampBeforeMaxMs = number
            case "after": timestampAfterMaxMs = number
            default: Issue.record("no rule is called \(word)")
            }
        }
    }
}

extension [UInt8] {
    init(hex: String) {
        let digits = Array<Character>(hex).map { UInt8($0.hexDigitValue ?? 0) }
        self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// A copy of the bytes that a buffer holds.
    init(_ buffer: borrowing ByteBuffer) {
        self = buffer.bytes.array
    }
}

extension RawSpan {
    /// A copy of the bytes.
    var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }

    /// The bytes as text.
    var text: String { String(decoding: array, as: UTF8.self) }
}

/// A record as a value of its own, to be compared.
struct PlainRecord: Hashable {
    var offset: Int32
    var timestamp: Int64
    var key: String?
    var value: String?
    var headers: [[String?]] = []

    /// The records of a batch.
    static func all(in bytes: [UInt8]) throws -> [PlainRecord] {
        var records: [PlainRecord] = []
        let batch = try unsafe RecordBatch(atFrontOf: bytes.span.bytes)
        try batch.validate()
        let base = batch.header.baseTimestamp
        try batch.forEachRecord { record in
            var plain = PlainRecord(
                offset: record.offsetDelta, timestamp: base + record.timestampDelta,
                key: record.key?.text, value: record.value?.text)
            record.forEachHeader { plain.headers.append([$0.name.text, $0.value?.text]) }
            records.append(plain)
            return true
        }
        return records
    }
}
