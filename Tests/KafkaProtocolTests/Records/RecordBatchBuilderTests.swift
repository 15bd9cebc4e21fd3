import Bytes
import KafkaProtocol
import Testing

@Suite struct RecordBatchBuilderTests {
    @Test func `a batch is the one that Kafka's clients make of the same records`() throws {
        let fixture = try #require(BatchFixture.named("contents none").first)
        #expect(Self.contents(Compression(.none)) == fixture.bytes)
    }

    @Test(
        arguments: [
            (Codec.none, nil), (.gzip, nil), (.gzip, 1), (.gzip, 9), (.gzip, 99), (.snappy, nil),
            (.lz4, nil), (.lz4, 9), (.lz4, 1), (.lz4, 17), (.zstd, nil), (.zstd, -5), (.zstd, 22),
            (.zstd, 99),
        ] as [(Codec, Int?)])
    func `every codec and level gives the records back`(codec: Codec, level: Int?) throws {
        let fixture = try #require(BatchFixture.named("contents none").first)
        let bytes = Self.contents(Compression(codec, level: level))
        #expect(try PlainRecord.all(in: bytes) == PlainRecord.all(in: fixture.bytes))
        #expect(unsafe RecordBatchHeader(bytes.span.bytes)?.compression == codec)
    }

    @Test func `offsets may have gaps`() throws {
        var builder = RecordBatchBuilder()
        builder.header.baseOffset = Offset(rawValue: 100)
        for delta in [0, 3, 4, 9] as [Int32] {
            builder.append(timestamp: 5, key: [1], value: nil, offsetDelta: delta)
        }
        let bytes = Array(builder.finish())
        let header = try #require(unsafe RecordBatchHeader(bytes.span.bytes))
        #expect(header.recordCount == 4)
        #expect(header.lastOffset == Offset(rawValue: 109))
        #expect(header.nextOffset == Offset(rawValue: 110))
        #expect(try PlainRecord.all(in: bytes).map(\.offset) == [0, 3, 4, 9])
    }

    private static func contents(_ compression: Compression) -> [UInt8] {
        let now = BatchFixture.now
        var builder = RecordBatchBuilder(compression: compression)
        builder.append(
            timestamp: now, key: nil, value: [],
            headers: [("b", [0x31]), ("a", nil), ("b", []), ("", [0, 0xFF]), ("ü", [0x32])])
        builder.append(timestamp: now - 7, key: [], value: nil)
        builder.append(timestamp: now + 900, key: [0], value: [0, 0, 0])
        builder.append(timestamp: now, key: [0x6B], value: Array("wörld".utf8))
        return Array(builder.finish())
    }
}
