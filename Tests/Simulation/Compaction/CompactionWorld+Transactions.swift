internal import Bytes
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// Transactional producers and their coordinator.
extension CompactionWorld {
    private static let transactional: Range<Int> = 5..<8

    /// Whether each transaction of a producer has an epoch of its own (transaction.version 2).
    private static func usesNewProtocol(_ id: Int64) -> Bool { id == 7 }

    /// Appends records of a transaction; before the first the coordinator is asked, and agrees.
    func writeInTransaction() throws {
        let id = Int64(random.number(in: Self.transactional))
        let producer = producers[id] ?? Producer()
        let batch = Batch(
            first: end, records: someRecords(), producer: id, epoch: producer.epoch,
            sequence: producer.next, isTransactional: true)
        var transaction = TransactionalAppend(usesNewProtocol: Self.usesNewProtocol(id))
        let check = try log.check(
            producerID: ProducerID(rawValue: id),
            epoch: ProducerEpoch(rawValue: producer.epoch), baseSequence: producer.next,
            now: timestamp)
        let isOpen = transactions().contains { $0.producer == id && $0.marker == nil }
        try hold("T-13", isOpen == (check == .open), "producer \(id): \(check), open is \(isOpen)")
        if case .verify(let verificationGuard) = check {
            transaction.verificationGuard = verificationGuard
        }
        try write(batch, records(of: batch), with: transaction)
        note("append \(batch.records.count) records of producer \(id) at \(batch.first)")
    }

    /// Ends a producer's transaction, and now and then one in which it wrote nothing here.
    func endTransaction() throws {
        let open = transactions().filter { $0.marker == nil }.map(\.producer)
        let idle = Int64(random.number(in: Self.transactional))
        let id = open.isEmpty || random.happens(0.1) ? idle : random.pick(open)
        let isNew = Self.usesNewProtocol(id)
        let epoch = (producers[id]?.epoch ?? 0) + (isNew ? 1 : 0)
        let commits = random.happens(0.5)
        let batch = Batch(
            first: end, producer: id, epoch: epoch, isTransactional: true,
            marker: commits ? .commit : .abort)
        let marker = RecordBatchBuilder.endOfTransaction(
            commits: commits, producerID: ProducerID(rawValue: id),
            producerEpoch: ProducerEpoch(rawValue: epoch), coordinatorEpoch: 0, timestamp: now)
        try write(batch, marker.finish(), with: TransactionalAppend(usesNewProtocol: isNew))
        transactionsEnded += 1
        note("\(commits ? "commit" : "abort") of producer \(id) at \(batch.first)")
    }
}
