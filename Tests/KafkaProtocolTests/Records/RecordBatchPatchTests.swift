import Bytes
import KafkaProtocol
import Testing

@Suite struct RecordBatchPatchTests {
    @Test func `a place in the log changes neither checksum nor records`() throws {
        let sent = try #require(BatchFixture.named("contents lz4").first).bytes
        var bytes = sent
        var elements = bytes.mutableSpan
        var span = unsafe elements.mutableBytes
        RecordBatchPatch.place(
            &span, batchAt: 0, baseOffset: Offset(rawValue: 1 << 40),
            leaderEpoch: LeaderEpoch(rawValue: 77))
        let header = try #require(unsafe RecordBatchHeader(bytes.span.bytes))
        #expect(header.baseOffset == Offset(rawValue: 1 << 40))
        #expect(header.leaderEpoch == LeaderEpoch(rawValue: 77))
        #expect(bytes[16...] == sent[16...])
        #expect(try PlainRecord.all(in: bytes) == PlainRecord.all(in: sent))
    }

    @Test func `the time of the append is the batch's largest timestamp, under a right checksum`()
        throws
    {
        let sent = try #require(BatchFixture.named("contents gzip").first).bytes
        var bytes: [UInt8] = [1, 2, 3] + sent + [4]
        var header = try #require(unsafe RecordBatchHeader(sent.span.bytes))
        var elements = bytes.mutableSpan
        var span = unsafe elements.mutableBytes
        RecordBatchPatch.stamp(&span, batchAt: 3, header: &header, logAppendTime: 42)
        let stamped = Array(bytes.dropFirst(3).dropLast())
        #expect(bytes.prefix(3) == [1, 2, 3] && bytes.last == 4)
        #expect(header == (unsafe RecordBatchHeader(stamped.span.bytes)))
        #expect(header.timestampType == .logAppendTime && header.maxTimestamp == 42)
        #expect(try PlainRecord.all(in: stamped).count == 4)
    }
}
