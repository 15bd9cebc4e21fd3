import Bytes
import KafkaProtocol
import Telemetry

/// A record as it is printed.
struct PrintedRecord {
    let topic: String
    let partition: Int32
    let offset: Offset
    let timestamp: Int64
    let key: [UInt8]?
    let value: [UInt8]?
    let headers: [(name: String, value: [UInt8]?)]

    init(
        topic: String, partition: Int32, offset: Offset, timestamp: Int64, key: [UInt8]?,
        value: [UInt8]?, headers: [(name: String, value: [UInt8]?)]
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    init(
        topic: String, partition: Int32, offset: Offset, timestamp: Int64,
        record: borrowing Record
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        key = optionalArray(record.key)
        value = optionalArray(record.value)
        var headers: [(name: String, value: [UInt8]?)] = []
        record.forEachHeader { header in
            headers.append(
                (String(decoding: array(header.name), as: UTF8.self), optionalArray(header.value)))
        }
        self.headers = headers
    }

    /// Keys and values that are no UTF-8 stand as base64 in `key64` and `value64`.
    var json: JSON {
        .object([
            ("topic", .string(topic)), ("partition", JSON(partition)),
            ("offset", JSON(offset.rawValue)), ("timestamp", JSON(timestamp)),
            Self.member("key", key), Self.member("value", value),
            (
                "headers",
                .array(
                    headers.map { header in
                        .object([
                            ("name", .string(header.name)), Self.member("value", header.value),
                        ])
                    })
            ),
        ])
    }

    private static func member(_ name: String, _ bytes: [UInt8]?) -> (String, JSON) {
        guard let bytes else { return (name, .null) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return (name + "64", .string(base64(bytes)))
        }
        return (name, .string(text))
    }
}

/// How records are printed: text with tokens, as kcat has them.
struct RecordFormat {
    private let pieces: [Piece]

    private enum Piece {
        case text([UInt8])
        case token(Character)
    }

    private static let tokens = "topkKsSThn"

    /// Reads `%t` and its like, `\n`, `\t`, `\0` and `\\`; nil for a token that there is not.
    init?(_ format: String) {
        var pieces: [Piece] = []
        var rest = Array(format)[...]
        while let next = rest.popFirst() {
            switch next {
            case "%":
                guard let token = rest.popFirst() else { return nil }
                guard token != "%" else {
                    pieces.append(.text(Array("%".utf8)))
                    continue
                }
                guard Self.tokens.contains(token) else { return nil }
                pieces.append(.token(token))
            case "\\":
                pieces.append(.text(Self.escaped(rest.popFirst())))
            default:
                pieces.append(.text(Array(String(next).utf8)))
            }
        }
        self.pieces = pieces
    }

    private static func escaped(_ character: Character?) -> [UInt8] {
        switch character {
        case "n": [0x0a]
        case "t": [0x09]
        case "r": [0x0d]
        case "0": [0]
        case let other?: Array(String(other).utf8)
        case nil: [0x5c]
        }
    }

    /// The record as bytes: keys and values are not changed.
    func bytes(of record: PrintedRecord) -> [UInt8] {
        pieces.reduce(into: []) { bytes, piece in
            switch piece {
            case .text(let text): bytes += text
            case .token(let token): bytes += self.bytes(of: token, in: record)
            }
        }
    }

    private func bytes(of token: Character, in record: PrintedRecord) -> [UInt8] {
        switch token {
        case "t": Array(record.topic.utf8)
        case "p": Array("\(record.partition)".utf8)
        case "o": Array("\(record.offset)".utf8)
        case "k": record.key ?? []
        case "K": Array("\(record.key?.count ?? -1)".utf8)
        case "s": record.value ?? []
        case "S": Array("\(record.value?.count ?? -1)".utf8)
        case "T": Array("\(record.timestamp)".utf8)
        case "h": headers(of: record)
        default: [0x0a]
        }
    }

    private func headers(of record: PrintedRecord) -> [UInt8] {
        let texts = record.headers.map { header in
            Array("\(header.name)=".utf8) + (header.value ?? Array("NULL".utf8))
        }
        return Array(texts.joined(separator: Array(",".utf8)))
    }
}

/// The bytes as an array of their own.
private func array(_ bytes: RawSpan) -> [UInt8] {
    unsafe bytes.withUnsafeBytes { unsafe Array($0) }
}

/// The bytes as an array of their own; nil for null.
private func optionalArray(_ bytes: RawSpan?) -> [UInt8]? {
    guard let bytes else { return nil }
    return array(bytes)
}

/// RFC 4648, with padding.
private func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
        for place in 0..<4 {
            let index = Int(bits >> (18 - 6 * UInt32(place)) & 63)
            text.append(place <= group.count ? alphabet[index] : "=")
        }
    }
    return text
}
