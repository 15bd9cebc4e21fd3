import Bytes
import KafkaProtocol
import Testing

@Suite struct RecordBatchTests {
    @Test(arguments: BatchFixture.named("contents"))
    func `keys, values and headers come out as they went in, for every codec`(
        fixture: BatchFixture
    ) throws {
        let now = BatchFixture.now
        let headers: [[String?]] = [
            ["b", "1"], ["a", nil], ["b", ""], ["", "\0\u{FFFD}"], ["ü", "2"],
        ]
        let expected = [
            PlainRecord(offset: 0, timestamp: now, key: nil, value: "", headers: headers),
            PlainRecord(offset: 1, timestamp: now - 7, key: "", value: nil),
            PlainRecord(offset: 2, timestamp: now + 900, key: "\0", value: "\0\0\0"),
            PlainRecord(offset: 3, timestamp: now, key: "k", value: "wörld"),
        ]
        #expect(try PlainRecord.all(in: fixture.bytes) == expected)
    }

    @Test(arguments: BatchFixture.named("large"))
    func `many blocks of a codec come out whole`(fixture: BatchFixture) throws {
        let records = try PlainRecord.all(in: fixture.bytes)
        let value = String(repeating: "abcdefgh", count: 125)
        #expect(records.count == 80)
        #expect(records.allSatisfy { $0.value == value })
    }

    @Test func `no cut and no flipped bit of a batch goes unnoticed`() throws {
        let good = try #require(BatchFixture.named("contents none").first).bytes
        for count in 0..<good.count {
            #expect(throws: RecordBatchError.self) { try Self.validate(Array(good.prefix(count))) }
        }
        for index in good.indices where !(0..<16).contains(index) {
            var bytes = good
            bytes[index] ^= 1
            #expect(throws: RecordBatchError.self, "byte \(index)") { try Self.validate(bytes) }
        }
    }

    @Test func `a batch may be followed by others`() throws {
        let good = try #require(BatchFixture.named("contents zstd").first).bytes
        let batch = try unsafe RecordBatch(atFrontOf: (good + good).span.bytes)
        #expect(batch.bytes.byteCount == good.count)
    }

    @Test func `who has seen enough is shown no more`() throws {
        let good = try #require(BatchFixture.named("large gzip").first).bytes
        let batch = try unsafe RecordBatch(atFrontOf: good.span.bytes)
        var seen = 0
        try batch.forEachRecord { _ in
            seen += 1
            return seen < 5
        }
        #expect(seen == 5)
    }

    @Test(arguments: BatchFixture.all)
    func `whatever the bytes are, reading them ends in records or an error`(fixture: BatchFixture) {
        for mask in [0x01, 0x80, 0xFF] as [UInt8] {
            for index in fixture.bytes.indices.prefix(400) {
                var bytes = fixture.bytes
                bytes[index] ^= mask
                guard let batch = unsafe try? RecordBatch(atFrontOf: bytes.span.bytes) else {
                    continue
                }
                try? batch.forEachRecord(expandingTo: 1 << 20) { record in
                    record.forEachHeader { _ = $0.name.byteCount }
                    return true
                }
            }
        }
    }

    private static func validate(_ bytes: [UInt8]) throws {
        try unsafe RecordBatch(atFrontOf: bytes.span.bytes).validate()
    }
}
