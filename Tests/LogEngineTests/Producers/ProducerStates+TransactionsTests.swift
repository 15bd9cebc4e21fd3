import KafkaProtocol
import LogEngine
import Syscalls
import Testing

struct ProducerStatesTransactionsTests {
    private func stable(_ log: ProducerLog, highWatermark: Int64? = nil) -> Int64 {
        let end = highWatermark.map { Offset(rawValue: $0) } ?? log.states.end
        return log.states.lastStableOffset(highWatermark: end).rawValue
    }

    private func transactional(
        producer: Int64 = 7, epoch: Int16 = 0, _ sequence: Int32
    ) -> RecordBatchHeader {
        ProducerLog.header(
            producer: producer, epoch: epoch, sequence: sequence, isTransactional: true)
    }

    @Test func `What lies before the first open transaction is stable`() throws {
        var log = ProducerLog()
        try log.append(ProducerLog.header(producer: -1, sequence: -1))
        try log.append(transactional(0))
        try log.append(transactional(1))
        #expect(stable(log) == 1)
        try log.end(commit: true)
        #expect(stable(log) == 4)
    }

    @Test func `An ended transaction holds it until the high watermark has passed the marker`()
        throws
    {
        var log = ProducerLog()
        try log.append(transactional(0))
        try log.end(commit: true)
        #expect(stable(log, highWatermark: 1) == 0)
        #expect(stable(log, highWatermark: 2) == 2)
        log.states.advanced(highWatermark: Offset(rawValue: 2))
        #expect(log.states.ended.isEmpty)
    }

    @Test func `An abort gives the entry for the index, with the stable offset after it`() throws {
        var log = ProducerLog()
        try log.append(transactional(0))
        try log.append(transactional(producer: 8, 0))
        let aborted = try log.end(commit: false)
        #expect(
            aborted
                == AbortedTransaction(
                    producerID: ProducerID(rawValue: 7), firstOffset: .zero,
                    lastOffset: Offset(rawValue: 2), lastStableOffset: Offset(rawValue: 1)))
        let last = try log.end(commit: false, producer: 8)
        #expect(last?.lastStableOffset == Offset(rawValue: 4))
    }

    @Test func `A marker without a transaction gives no entry`() throws {
        var log = ProducerLog()
        #expect(try log.end(commit: false) == nil)
        #expect(log.states.end == Offset(rawValue: 1))
    }

    @Test func `In a transaction nothing else is taken from its producer`() throws {
        var log = ProducerLog()
        try log.append(transactional(0))
        #expect(throws: ProducerStateError.outsideTransaction(ProducerID(rawValue: 7))) {
            try log.append(ProducerLog.header(sequence: 1))
        }
    }

    @Test func `A marker of an older coordinator or producer epoch is refused`() throws {
        var log = ProducerLog()
        try log.append(transactional(epoch: 1, 0))
        try log.end(commit: true, epoch: 1, coordinator: 5)
        #expect(throws: ProducerStateError.staleCoordinator(current: 5, found: 4)) {
            try log.end(commit: true, epoch: 1, coordinator: 4)
        }
        #expect(throws: ProducerStateError.self) {
            try log.end(commit: true, epoch: 0, coordinator: 5)
        }
    }

    @Test
    func `A marker with a higher epoch fences what was sent before, and sequences begin anew`()
        throws
    {
        var log = ProducerLog()
        try log.append(transactional(0))
        try log.end(commit: true, epoch: 1)
        #expect(throws: ProducerStateError.self) { try log.append(transactional(0)) }
        #expect(try log.append(transactional(epoch: 1, 0)) == 2)
    }
}
