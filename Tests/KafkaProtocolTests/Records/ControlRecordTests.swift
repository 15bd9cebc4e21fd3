import Bytes
import KafkaProtocol
import Testing

@Suite struct ControlRecordTests {
    @Test(arguments: [(true, ControlRecord.Kind.commit), (false, .abort)])
    func `a marker ends a transaction of its producer`(commits: Bool, kind: ControlRecord.Kind)
        throws
    {
        let builder = RecordBatchBuilder.endOfTransaction(
            commits: commits, producerID: ProducerID(rawValue: 9),
            producerEpoch: ProducerEpoch(rawValue: 2), coordinatorEpoch: 0x0102_0304, timestamp: 1)
        let bytes = Array(builder.finish())
        let batch = try unsafe RecordBatch(atFrontOf: bytes.span.bytes)
        #expect(batch.header.isControl && batch.header.isTransactional)
        #expect(batch.header.baseSequence == -1 && batch.header.recordCount == 1)
        #expect(batch.header.producerEpoch == ProducerEpoch(rawValue: 2))
        var kinds: [ControlRecord.Kind?] = []
        var values: [[UInt8]] = []
        try batch.forEachRecord { record in
            kinds.append(record.key.flatMapControl())
            values.append(record.value?.array ?? [])
            return true
        }
        #expect(kinds == [kind])
        #expect(values == [[0, 0, 1, 2, 3, 4]])
    }

    @Test(arguments: [[0, 0, 0, 99], [0, 1, 0, 0], [0, 0]] as [[UInt8]])
    func `what is not known is passed over`(key: [UInt8]) {
        #expect(unsafe ControlRecord(key: key.span.bytes)?.kind == nil)
    }
}

extension Optional where Wrapped == RawSpan {
    fileprivate func flatMapControl() -> ControlRecord.Kind? {
        guard let key = self else { return nil }
        return ControlRecord(key: key)?.kind
    }
}
