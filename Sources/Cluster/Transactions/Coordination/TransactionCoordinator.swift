import EventLoop
import KafkaProtocol
package import Syscalls

/// The transactions that this broker coordinates: those of the partitions of `__transaction_state` that
/// it leads.
///
/// It takes a partition on when it becomes its leader, and drops it when it stops being so.
package final class TransactionCoordinator: Sendable {
    let settings: TransactionSettings
    /// What wakes whoever drives the markers.
    let driver: Mailbox<LoopLetter>
    private let state = Lock(State())

    private struct State {
        var partitions: [Int32: TransactionsPartition] = [:]
        /// Those that were taken on and are not loaded yet.
        var toLoad: [TransactionsPartition] = []
    }

    init(settings: TransactionSettings) throws(Errno) {
        self.settings = settings
        driver = try Mailbox()
    }

    /// The partition of `__transaction_state` that a transactional id belongs to (T-20).
    package static func partition(of transactionalID: String, count: Int32) -> Int32 {
        JavaHash.partition(of: transactionalID, count: count)
    }

    /// Where a transactional id is coordinated, if that is here.
    package func partition(
        of transactionalID: String, in image: MetadataImage
    ) throws(TransactionError) -> TransactionsPartition {
        // NOT_COORDINATOR too where the topic is not made yet, as from a Kafka broker (T-1).
        guard let topic = image.topics[TopicName.transactionState] else { throw .notCoordinator }
        let index = Self.partition(of: transactionalID, count: Int32(topic.partitions.count))
        guard let found = state.withLock({ $0.partitions[index] }) else { throw .notCoordinator }
        return found
    }

    /// All partitions that are coordinated here.
    package var all: [TransactionsPartition] {
        state.withLock { Array($0.partitions.values) }
    }

    /// Takes on the partitions that a new image has this broker lead, and drops those that it does not.
    ///
    /// A partition without records serves at once, the others when they are loaded. A new epoch is a new
    /// coordinator, also where the leader is the same: others may have written meanwhile.
    func follow(_ image: MetadataImage, on node: Int32, _ replicas: Replicas) {
        let dropped = state.withLock { state in
            var dropped: [TransactionsPartition] = []
            guard let topic = image.topics[TopicName.transactionState] else {
                defer { state = State() }
                return Array(state.partitions.values)
            }
            let version = image.features[SupportedFeature.transactionVersion, default: 0]
            for (index, partition) in topic.partitions.enumerated() {
                let index = Int32(index)
                let replica =
                    partition.leader == node ? replicas.replica(of: topic.id, index) : nil
                if let known = state.partitions[index],
                    known.replica !== replica || known.epoch != partition.leaderEpoch
                {
                    state.partitions[index] = nil
                    dropped.append(known)
                }
                state.partitions[index]?.use(version)
                guard state.partitions[index] == nil, let replica else { continue }
                let taken = TransactionsPartition(
                    replica: replica, epoch: partition.leaderEpoch, settings: settings,
                    version: version, driver: driver)
                state.partitions[index] = taken
                if !taken.serveIfEmpty() { state.toLoad.append(taken) }
            }
            return dropped
        }
        for partition in dropped { partition.close() }
    }

    /// Whether there is something to load.
    var mustLoad: Bool { state.withLock { !$0.toLoad.isEmpty } }

    /// Loads what was taken on; until then its transactions are answered that they are being loaded.
    ///
    /// - Returns: the partitions whose log cannot be read: their transactions have no coordinator.
    func load() -> [TransactionsPartition] {
        let waiting = state.withLock { state in
            defer { state.toLoad = [] }
            return state.toLoad
        }
        return waiting.filter { partition in
            do throws(TransactionError) {
                try partition.load()
                return false
            } catch {
                partition.close()
                return true
            }
        }
    }

    /// Ends what is decided, as far as it can now; one caller at a time.
    package func drive(with courier: some MarkerCourier, now: Timestamp) {
        _ = driver.drain()
        for partition in all { partition.drive(with: courier, now: now) }
    }
}
