import KafkaProtocol
import Testing

@Suite struct RecordBatchHeaderTests {
    @Test func `every field is read from its place`() throws {
        let bytes = try #require(BatchFixture.named("contents transactional").first).bytes
        let header = try #require(unsafe RecordBatchHeader(([0, 0] + bytes).span.bytes, at: 2))
        #expect(header.byteCount == bytes.count)
        #expect(header.baseOffset == .zero && header.leaderEpoch == .none && header.magic == 2)
        #expect(header.isTransactional && !header.isControl && header.compression == Codec.none)
        #expect(header.lastOffsetDelta == 3 && header.recordCount == 4)
        #expect(header.baseTimestamp == BatchFixture.now)
        #expect(header.maxTimestamp == BatchFixture.now + 900)
        #expect(header.producerID == ProducerID(rawValue: 4000) && header.hasProducerID)
        #expect(header.producerEpoch == ProducerEpoch(rawValue: 3))
        #expect(header.baseSequence == 0 && header.lastSequence == 3)
    }

    @Test func `after the largest sequence number comes 0`() throws {
        let bytes = try #require(BatchFixture.named("contents idempotent").first).bytes
        let header = try #require(unsafe RecordBatchHeader(bytes.span.bytes))
        #expect(header.baseSequence == Int32.max - 1)
        #expect(header.lastSequence == 1)
    }

    @Test func `without a whole header there is none`() throws {
        let bytes = [UInt8](repeating: 0, count: 61)
        #expect((unsafe RecordBatchHeader(bytes.span.bytes)) != nil)
        #expect((unsafe RecordBatchHeader(bytes.span.bytes, at: 1)) == nil)
        #expect((unsafe RecordBatchHeader(bytes.span.bytes, at: -1)) == nil)
    }
}
