import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@testable import Cluster

/// A broker that coordinates transactions over the topic `t`, each step in the test's hands.
final class TransactedWorld {
    let broker: BrokerWorld
    private(set) var clock = Instant(nanoseconds: 1_000_000_000)
    /// The transactional id that the tests use unless they name another.
    static let id = "x"

    init(
        seed: UInt64 = 1, durability: String = "sync",
        _ configure: (inout BrokerConfiguration) -> Void = { _ in }
    ) throws {
        broker = try BrokerWorld(seed: seed) { configuration in
            configuration.transactionStateLogNumPartitions = 1
            configuration.offsetsTopicNumPartitions = 1
            configure(&configuration)
        }
        try makeTopic(TopicName.transactionState)
        try makeTopic(TopicName.consumerOffsets)
        try broker.create(
            "t", partitions: 2, configs: [(name: "strom.durability", value: durability)])
        tick()
    }

    private func makeTopic(_ name: String) throws {
        _ = try broker.broker.createAutomatically(name, now: broker.now)
        broker.settle()
    }

    /// Where the transactional ids are coordinated.
    var partition: TransactionsPartition {
        get throws {
            try broker.broker.transactions.partition(of: Self.id, in: broker.broker.image)
        }
    }

    // MARK: What time brings

    func pass(milliseconds: Int64) {
        clock = clock.advanced(byMilliseconds: milliseconds)
        broker.wall += milliseconds
        tick()
    }

    func tick() {
        broker.broker.tick(now: clock, wallTime: broker.now)
        broker.settle()
    }

    /// Goes on with what is decided, as far as can be without a sync.
    func drive() {
        broker.broker.driveTransactions(now: broker.now)
    }

    /// Syncs and drives until nothing moves any more, as the threads of a broker would.
    func finish() {
        for _ in 0..<8 {
            broker.settle()
            drive()
        }
    }

    /// Ends without a word, and starts again; what is to be loaded is.
    func crash(_ kind: CrashKind) throws {
        try broker.crash(kind)
        clock = clock.advanced(byMilliseconds: 1000)
        tick()
    }

    // MARK: What a producer does

    func begin(
        _ id: String = id, timeoutMs: Int32 = 60_000, expected: ProducerIdentity? = nil
    ) throws -> ProducerIdentity {
        let begun = try partition.initProducer(
            of: id, timeoutMs: timeoutMs, expected: expected,
            nextProducerID: { broker.broker.nextProducerID(now: broker.now) }, now: broker.now)
        broker.settle()
        return begun.value
    }

    static func place(_ index: Int32, of topic: String = "t") -> TopicPartition {
        TopicPartition(topic: topic, partition: PartitionIndex(rawValue: index))
    }

    /// Adds partitions of `t` to the transaction, and waits until they are.
    func add(
        _ partitions: [Int32], by producer: ProducerIdentity, to id: String = id, version: Int16 = 2
    ) throws {
        _ = try partition.add(
            partitions.map { Self.place($0) }, to: id, by: producer, clientVersion: version,
            now: broker.now)
        broker.settle()
    }

    /// Writes a record in the transaction.
    func write(
        _ value: String, to index: Int32, by producer: ProducerIdentity, sequence: Int32 = 0
    ) throws {
        let replica = try broker.replica("t", index)
        var append = TransactionalAppend(usesNewProtocol: true)
        let check = try replica.transactionCheck(
            producerID: producer.id, epoch: producer.epoch, baseSequence: sequence,
            now: broker.now)
        if case .verify(let seen) = check { append.verificationGuard = seen }
        var builder = RecordBatchBuilder()
        builder.header.attributes.isTransactional = true
        builder.header.producerID = producer.id
        builder.header.producerEpoch = producer.epoch
        builder.header.baseSequence = sequence
        builder.append(timestamp: broker.wall, key: nil, value: Array(value.utf8))
        var bytes = builder.finish()
        let count = bytes.count
        guard let header = RecordBatchHeader(bytes.bytes) else { throw Unbuildable() }
        var span = bytes.mutableBytes
        _ = try replica.append(
            &span, batchAt: 0..<count, header: header, requiredAcks: -1, now: broker.now,
            transaction: append)
        broker.settle()
    }

    private struct Unbuildable: Error {}

    /// Aborts what a producer has open in a partition of `t`, as an operator does, in the name of a coordinator.
    func mark(_ index: Int32, abortedBy coordinator: Int32, _ producer: ProducerIdentity) throws {
        _ = try broker.replica("t", index).appendMarker(
            TransactionMarker(isCommit: false, coordinatorEpoch: coordinator),
            producerID: producer.id, producerEpoch: producer.epoch, transactionVersion: 0,
            now: broker.now)
        broker.settle()
    }

    /// Decides the transaction, and waits for nothing.
    @discardableResult
    func end(
        by producer: ProducerIdentity, commits: Bool, of id: String = id, version: Int16 = 2
    ) throws -> Recorded<ProducerIdentity> {
        try partition.end(
            id, by: producer, commits: commits, clientVersion: version,
            nextProducerID: { broker.broker.nextProducerID(now: broker.now) }, now: broker.now)
    }

    /// Begins, writes a record to both partitions of `t`, and decides.
    func transact(
        _ id: String = id, commits: Bool = true, version: Int16 = 2
    ) throws -> ProducerIdentity {
        let producer = try begin(id)
        try add([0, 1], by: producer, to: id, version: version)
        for index: Int32 in [0, 1] { try write(id, to: index, by: producer) }
        try end(by: producer, commits: commits, of: id, version: version)
        return producer
    }

    // MARK: What can be seen

    func state(of id: String = id) throws -> Transaction.State {
        try partition.describe(id).state
    }

    /// The batches of a partition of `t`: `record`, `commit` or `abort`.
    func story(_ index: Int32, of topic: String = "t") throws -> [String] {
        let replica = try broker.replica(topic, index)
        var request = ReadRequest()
        request.replicaID = -2
        request.maxBytes = 1 << 20
        guard let slice = replica.read(at: .zero, request).slice else { return [] }
        let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        var story: [String] = []
        var position = 0
        while position < bytes.count {
            let batch = try RecordBatch(
                atFrontOf: unsafe bytes.span.bytes.extracting(position..<bytes.count))
            try batch.validate()
            story.append(word(for: batch))
            position += batch.header.byteCount
        }
        return story
    }

    private func word(for batch: borrowing RecordBatch) -> String {
        guard batch.header.isControl else { return "record" }
        var word = "marker"
        try? batch.forEachRecord { record in
            if let key = record.key, let kind = ControlRecord(key: key)?.kind { word = "\(kind)" }
            return false
        }
        return "\(word) \(batch.header.producerEpoch)"
    }

    /// Whether no reader of committed records is held up.
    func isOpen(_ index: Int32) throws -> Bool {
        let status = try broker.replica("t", index).status
        return status.lastStableOffset < status.endOffset
    }
}
