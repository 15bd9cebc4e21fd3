import KafkaProtocol
import LogEngine
import Syscalls
import Testing

/// A log in so far as the producers' states see it.
struct ProducerLog {
    var states = ProducerStates()
    var now: Int64 = 1_000_000

    /// A header with these fields and nothing else.
    static func header(
        producer: Int64 = 7, epoch: Int16 = 0, sequence: Int32, count: Int32 = 1,
        isTransactional: Bool = false
    ) -> RecordBatchHeader {
        let zeros = [UInt8](repeating: 0, count: RecordBatchHeader.byteCount)
        guard var header = RecordBatchHeader(unsafe zeros.span.bytes) else {
            preconditionFailure("the bytes are there")
        }
        header.producerID = ProducerID(rawValue: producer)
        header.producerEpoch = ProducerEpoch(rawValue: epoch)
        header.baseSequence = sequence
        header.lastOffsetDelta = count - 1
        header.recordCount = count
        header.attributes.isTransactional = isTransactional
        return header
    }

    /// Appends the batch as a leader does.
    ///
    /// - Returns: its first offset, which is an old one when it came before.
    @discardableResult
    mutating func append(_ header: RecordBatchHeader) throws(ProducerStateError) -> Int64 {
        switch try states.admit(header) {
        case .duplicate(let batch):
            return batch.firstOffset.rawValue
        case .new:
            let base = states.end
            states.appended(
                header, from: base, timestamp: Timestamp(rawValue: 5),
                now: Timestamp(rawValue: now))
            return base.rawValue
        }
    }

    @discardableResult
    mutating func end(
        commit: Bool, producer: Int64 = 7, epoch: Int16 = 0, coordinator: Int32 = 0
    ) throws(ProducerStateError) -> AbortedTransaction? {
        let header = Self.header(producer: producer, epoch: epoch, sequence: -1)
        let marker = TransactionMarker(isCommit: commit, coordinatorEpoch: coordinator)
        try states.admit(marker, header)
        return states.appended(
            marker, header, at: states.end, now: Timestamp(rawValue: now))
    }
}

struct ProducerStatesTests {
    private let producer = ProducerID(rawValue: 7)

    private func header(
        epoch: Int16 = 0, _ sequence: Int32, count: Int32 = 1
    ) -> RecordBatchHeader {
        ProducerLog.header(epoch: epoch, sequence: sequence, count: count)
    }

    // MARK: Order

    @Test func `I-1 The next batch begins where the last one ended`() throws {
        var log = ProducerLog()
        try log.append(header(0, count: 3))
        #expect(throws: ProducerStateError.outOfOrderSequence(producer, expected: 3, found: 4)) {
            try log.append(header(4))
        }
        #expect(try log.append(header(3)) == 3)
    }

    @Test func `I-1 After 2147483647 comes 0, also within a batch`() throws {
        var log = ProducerLog()
        try log.append(header(.max - 1, count: 2))
        #expect(try log.append(header(0)) == 2)

        var wrapping = ProducerLog()
        try wrapping.append(header(.max - 1, count: 5))
        #expect(try wrapping.append(header(3)) == 5)
        #expect(try wrapping.append(header(.max - 1, count: 5)) == 0)
    }

    @Test func `I-4 A producer that is unknown may begin with any sequence`() throws {
        var log = ProducerLog()
        #expect(try log.append(header(1234)) == 0)
        #expect(try log.append(header(1235)) == 1)
    }

    @Test func `Batches without a producer are not looked at`() throws {
        var log = ProducerLog()
        for _ in 0..<3 { try log.append(ProducerLog.header(producer: -1, sequence: -1)) }
        #expect(log.states.end == Offset(rawValue: 3))
        #expect(log.states.producers.isEmpty)
    }

    // MARK: Duplicates

    @Test func `I-2 Each of the last five batches is answered with its first offset`() throws {
        var log = ProducerLog()
        for number in 0..<7 as Range<Int32> { try log.append(header(number * 10, count: 10)) }
        for number in 2..<7 as Range<Int32> {
            #expect(try log.append(header(number * 10, count: 10)) == Int64(number * 10))
        }
        #expect(log.states.end == Offset(rawValue: 70))
    }

    @Test func `I-3 An older one is out of order`() throws {
        var log = ProducerLog()
        for number in 0..<6 as Range<Int32> { try log.append(header(number)) }
        #expect(throws: ProducerStateError.outOfOrderSequence(producer, expected: 6, found: 0)) {
            try log.append(header(0))
        }
    }

    @Test func `I-2 A batch is the same only if both its sequences are`() throws {
        var log = ProducerLog()
        try log.append(header(0, count: 10))
        #expect(throws: ProducerStateError.outOfOrderSequence(producer, expected: 10, found: 0)) {
            try log.append(header(0, count: 9))
        }
        #expect(throws: ProducerStateError.outOfOrderSequence(producer, expected: 10, found: 5)) {
            try log.append(header(5, count: 5))
        }
    }

    // MARK: Epochs

    @Test func `I-5 A higher epoch begins at 0`() throws {
        var log = ProducerLog()
        try log.append(header(0))
        #expect(throws: ProducerStateError.outOfOrderSequence(producer, expected: 0, found: 1)) {
            try log.append(header(epoch: 1, 1))
        }
        #expect(try log.append(header(epoch: 1, 0)) == 1)
        #expect(try log.append(header(epoch: 1, 0)) == 1)
    }

    @Test func `I-6 A lower epoch is stale, even for a batch that was taken`() throws {
        var log = ProducerLog()
        try log.append(header(epoch: 2, 0))
        try log.append(header(epoch: 3, 0))
        let stale = ProducerStateError.staleEpoch(
            producer, current: ProducerEpoch(rawValue: 3), found: ProducerEpoch(rawValue: 2))
        #expect(throws: stale) { try log.append(header(epoch: 2, 0)) }
    }

    // MARK: Forgetting

    @Test func `I-8 A producer is forgotten when it has not written for so long`() throws {
        var log = ProducerLog()
        try log.append(header(0))
        log.states.expire(after: 1000, now: Timestamp(rawValue: log.now + 999))
        #expect(log.states.producers.count == 1)
        log.states.expire(after: 1000, now: Timestamp(rawValue: log.now - 1_000_000))
        #expect(log.states.producers.count == 1)
        log.states.expire(after: 1000, now: Timestamp(rawValue: log.now + 1000))
        #expect(log.states.producers.isEmpty)
    }

    @Test func `ST11 A clock beyond all bounds forgets, and does not trap`() throws {
        var log = ProducerLog()
        log.now = .min
        try log.append(header(0))
        log.states.expire(after: .max, now: Timestamp(rawValue: .max))
    }

    @Test func `A producer with an open transaction is not forgotten`() throws {
        var log = ProducerLog()
        try log.append(ProducerLog.header(sequence: 0, isTransactional: true))
        log.states.expire(after: 1000, now: Timestamp(rawValue: log.now + 5000))
        #expect(log.states.producers.count == 1)
    }

    @Test func `Of too many producers those go that wrote longest ago`() throws {
        var log = ProducerLog()
        try log.append(ProducerLog.header(producer: 0, sequence: 0, isTransactional: true))
        for id in 1...Int64(ProducerStates.limit) {
            log.now += 1
            try log.append(ProducerLog.header(producer: id, sequence: 0))
        }
        #expect(log.states.producers.count <= ProducerStates.limit)
        #expect(log.states.producers[ProducerID(rawValue: 0)] != nil)
        #expect(log.states.producers[ProducerID(rawValue: 1)] == nil)
        let newest = ProducerID(rawValue: Int64(ProducerStates.limit))
        #expect(log.states.producers[newest] != nil)
    }
}
