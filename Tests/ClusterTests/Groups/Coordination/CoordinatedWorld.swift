import Configuration
import EventLoop
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls

@testable import Cluster

/// A broker that coordinates one group, and the clocks in the test's hands.
final class CoordinatedWorld {
    let broker: BrokerWorld
    private(set) var clock = Instant(nanoseconds: 1_000_000_000)
    private let mailbox: Mailbox<LoopLetter>

    /// `configs` are those of the offsets' topic, if they are not the usual ones.
    init(
        initialDelayMs: Int64, configs: [(name: String, value: String?)] = [],
        _ configure: (inout BrokerConfiguration) -> Void = { _ in }
    ) throws {
        broker = try BrokerWorld {
            $0.groupInitialRebalanceDelayMs = initialDelayMs
            configure(&$0)
        }
        mailbox = try Mailbox()
        if !configs.isEmpty { try broker.create(TopicName.consumerOffsets, configs: configs) }
        try makeTopic()
    }

    /// The partition that coordinates the group `g`.
    var partition: OffsetsPartition {
        get throws { try broker.broker.groups.partition(of: "g", in: broker.broker.image) }
    }

    func makeTopic() throws {
        _ = try broker.broker.createAutomatically(TopicName.consumerOffsets, now: broker.now)
        broker.settle()
        tick()
    }

    /// Stops in order and starts again; what is to be loaded is.
    func restart() throws {
        try broker.restart()
        tick()
    }

    /// As ``restart()``, with the partition's log changed before it is read, and not loaded yet.
    func restartUnread(_ change: (inout [UInt8]) -> Void) throws -> GroupCoordinator {
        try broker.restart()
        try corrupt(change)
        return broker.broker.groups
    }

    /// Changes the bytes of the partition's log on the disk.
    func corrupt(_ change: (inout [UInt8]) -> Void) throws {
        let name = try partition.replica.partition
        broker.disk.corrupt("\(name)/00000000000000000000.log", change)
    }

    static func request(_ client: String) -> JoinRequest {
        var request = JoinRequest()
        request.clientID = client
        request.freshSuffix = "1"
        request.sessionTimeoutMs = 10_000
        request.rebalanceTimeoutMs = 10_000
        request.protocolType = "consumer"
        request.protocols = [("range", [])]
        return request
    }

    /// Joins, where that is not answered at once.
    func wait(_ client: String) throws -> GroupTicket {
        guard case .later(let ticket) = try join(Self.request(client)) else { throw Answered() }
        return ticket
    }

    private struct Answered: Error {}

    @discardableResult
    func join(_ request: JoinRequest) throws -> GroupReply<JoinAnswer> {
        try partition.join(
            request, to: "g", topics: broker.broker.topicDirectory(of: broker.broker.image),
            now: clock, wallTime: broker.now)
    }

    func joined(_ ticket: GroupTicket) throws -> Result<JoinAnswer, GroupError>? {
        try partition.takeJoined(ticket, tell: mailbox)
    }

    func pass(milliseconds: Int64) {
        clock = clock.advanced(byMilliseconds: milliseconds)
        broker.wall += milliseconds
        tick()
    }

    private func tick() {
        broker.broker.tick(now: clock, wallTime: broker.now)
        broker.settle()
    }

    // MARK: Offsets

    static func place(_ partition: Int32, of topic: String = "t") -> TopicPartition {
        TopicPartition(topic: topic, partition: PartitionIndex(rawValue: partition))
    }

    /// Commits an offset of a partition of `t`, in a producer's transaction if there is one.
    func commit(
        _ offset: Int64, of partition: Int32 = 0, by producer: Int64? = nil, epoch: Int16 = 0,
        _ change: (inout CommitRequest) -> Void = { _ in }
    ) throws {
        var request = CommitRequest()
        request.offsets = [
            (Self.place(partition), CommittedOffset(offset: offset, commitTimestamp: broker.now))
        ]
        change(&request)
        let transaction = try producer.map { try begin($0, epoch: epoch) }
        _ = try self.partition.commit(
            request, for: "g", in: transaction, now: clock, wallTime: broker.now)
    }

    /// What a commit needs, with the coordinator's word that the transaction is open.
    func begin(_ producer: Int64, epoch: Int16 = 0) throws -> TransactionalCommit {
        let producer = ProducerIdentity(
            id: ProducerID(rawValue: producer), epoch: ProducerEpoch(rawValue: epoch))
        var append = TransactionalAppend()
        let check = try partition.transactionCheck(by: producer, now: broker.now)
        if case .verify(let given) = check { append.verificationGuard = given }
        return TransactionalCommit(producer: producer, append: append)
    }

    /// Ends a producer's transaction.
    func end(
        _ producer: Int64, commits: Bool, epoch: Int16 = 0, version: Int8 = 1
    ) throws {
        _ = try partition.end(
            TransactionMarker(isCommit: commits, coordinatorEpoch: 0),
            of: ProducerID(rawValue: producer), epoch: ProducerEpoch(rawValue: epoch),
            transactionVersion: version, now: broker.now)
    }

    /// What is committed of a partition of `t`.
    func fetched(_ partition: Int32 = 0, stable: Bool = false) throws -> FetchedOffset {
        try self.partition.committed(
            by: "g", memberID: nil, memberEpoch: -1, requiresStable: stable,
            of: [Self.place(partition)]
        ).value[0].offset
    }
}

extension FetchedOffset {
    /// The offset, if one is told.
    var number: Int64? {
        if case .committed(let committed) = self { committed.offset } else { nil }
    }
}
