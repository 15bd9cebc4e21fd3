import EventLoop
import KafkaProtocol
package import Syscalls
import Telemetry

/// The transactions that this broker coordinates: those of the partitions of `__transaction_state` that
/// it leads.
package final class TransactionCoordinator: Sendable {
    let settings: TransactionSettings
    private let memory: MemoryLedger
    /// What wakes whoever drives the markers.
    let driver: Mailbox<LoopLetter>
    private let partitions = CoordinatedPartitions<TransactionsPartition>(
        of: TopicName.transactionState)

    init(settings: TransactionSettings, memory: MemoryLedger) throws(Errno) {
        self.settings = settings
        self.memory = memory
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
        guard let found = partitions[index] else { throw .notCoordinator }
        return found
    }

    /// All partitions that are coordinated here.
    package var all: [TransactionsPartition] { partitions.all }

    /// Takes on the partitions that a new image has this broker lead, and drops those that it does not.
    func follow(_ image: MetadataImage, on node: Int32, _ replicas: Replicas) {
        let version = image.features[SupportedFeature.transactionVersion, default: 0]
        let (settings, memory, driver) = (settings, memory, driver)
        partitions.follow(image, on: node, replicas) { replica, epoch in
            TransactionsPartition(
                replica: replica, epoch: epoch, settings: settings, memory: memory,
                version: version, driver: driver)
        }
        for partition in all { partition.use(version) }
    }

    /// Whether there is something to load that was not tried yet.
    var mustLoad: Bool { partitions.mustLoad }

    /// Loads what was taken on.
    ///
    /// - Returns: what is new of those that could not be.
    func load(now: Instant) -> [LoadNews] { partitions.load(now: now) }

    /// Ends what is decided, as far as it can now; one caller at a time.
    ///
    /// - Returns: the markers that are refused for good.
    @discardableResult
    package func drive(with courier: some MarkerCourier, now: Timestamp) -> [MarkerRefusal] {
        _ = driver.drain()
        return all.flatMap { $0.drive(with: courier, now: now) }
    }
}

extension TransactionsPartition: CoordinatedPartition {}
