import Bytes
import Foundation
import KafkaMessages
import Testing

/// What holds for every message in each of its versions.
@Suite struct MessageTests {
    @Test(arguments: MessageCase.all)
    func `what is decoded is encoded to the same bytes`(message: MessageCase) throws {
        for (version, sample) in try message.samples(.full) + message.samples(.nulls) {
            #expect(try message.type.recoded(sample.bytes, version: version) == sample.bytes)
        }
    }

    @Test(arguments: MessageCase.all)
    func `unknown tags are left out`(message: MessageCase) throws {
        let withUnknownTags = try message.samples(.withUnknownTags)
        for ((version, sample), (_, known)) in zip(withUnknownTags, try message.samples(.full)) {
            let decoded = try message.type.decoded(sample.bytes, version: version)
            #expect(decoded.encoded(version: version, recordsOf: known.bytes) == known.bytes)
        }
    }

    @Test(arguments: MessageCase.all)
    func `bytes behind a message are left alone`(message: MessageCase) throws {
        for (version, sample) in try message.samples(.nulls) {
            let longer = sample.bytes + [1, 2, 3]
            #expect(try message.type.recoded(longer, version: version) == sample.bytes)
        }
    }

    @Test(arguments: MessageCase.all)
    func `a message that ends too early is malformed`(message: MessageCase) throws {
        for (version, sample) in try message.samples(.full) {
            let step = max(1, sample.bytes.count / 500)
            for count in stride(from: 0, to: sample.bytes.count, by: step) {
                let start = Array(sample.bytes[..<count])
                #expect(throws: MalformedMessage.self, "\(count) bytes of version \(version)") {
                    try message.type.recoded(start, version: version)
                }
            }
        }
    }

    @Test(arguments: MessageCase.all)
    func `a count that is too large ends in an error, not in a trap`(message: MessageCase) throws {
        for (version, sample) in try message.samples(.full) {
            let inflated = sample.inflated()
            let step = max(1, inflated.count / 500)
            for index in stride(from: 0, to: inflated.count, by: step) {
                #expect(throws: MalformedMessage.self, "version \(version), inflation \(index)") {
                    try message.type.recoded(inflated[index], version: version)
                }
            }
        }
    }

    @Test(arguments: MessageCase.all)
    func `changed bytes end in an error or in another message`(message: MessageCase) throws {
        let environment = ProcessInfo.processInfo.environment
        let rounds = environment["MUTATIONS"].flatMap { Int($0) } ?? 20
        let seed = environment["SEED"].flatMap { UInt64($0) } ?? 88_172_645_463_325_252
        var generator = Xorshift(state: seed)
        for (version, sample) in try message.samples(.withUnknownTags) {
            for _ in 0..<rounds where !sample.bytes.isEmpty {
                var bytes = sample.bytes
                for _ in 0..<3 {
                    bytes[Int.random(in: bytes.indices, using: &generator)] =
                        UInt8.random(in: 0...255, using: &generator)
                }
                _ = try? message.type.decoded(bytes, version: version)
            }
        }
    }

    @Test(arguments: MessageCase.all)
    func `many small elements are within the budget`(message: MessageCase) throws {
        for (version, sample) in try message.samples(.many(1000)) {
            #expect(throws: Never.self, "version \(version)") {
                try message.type.decoded(sample.bytes, version: version)
            }
        }
    }
}

/// Numbers that are the same in each run.
struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
