package import Bytes
package import Configuration
package import EventLoop
import KafkaProtocol
package import LogEngine
package import Syscalls
package import Telemetry

/// This broker: one per process, and as many as one likes in a simulation.
///
/// All loops reach it. It reads no clock and starts no thread but those that sync and load; whoever
/// runs it calls ``tick(now:wallTime:)`` now and then, and ``stop(wallTime:)`` at the end.
///
/// - `LocalBroker+Start`: from what lies on the disk to a broker that leads its partitions
/// - `LocalBroker+Upkeep`: checkpoints, retention, snapshots, the end
/// - `LocalBroker+Compaction`: which log is compacted next
/// - `LocalBroker+Groups`, `LocalBroker+Transactions`: what is coordinated here
/// - `LocalBroker+Topics`: topics that are made without anybody's asking, producer ids
package final class LocalBroker: Sendable {
    package let nodeID: Int32
    /// In 22 letters (M-9).
    package let clusterID: String
    /// Which of the broker's lives this is, as the metadata log counts them.
    package let epoch: Int64
    /// What the broker was started with; what was changed since stands in the image's configs.
    package let configuration: BrokerConfiguration
    /// The memory that clients can make this broker take.
    package let memory: MemoryLedger
    package let replicas: Replicas
    package let controller: Controller
    let quorum: QuorumOfOne
    let publisher: MetadataPublisher
    /// The groups that are coordinated here.
    package let groups: GroupCoordinator
    /// The transactions that are coordinated here.
    package let transactions: TransactionCoordinator
    let hosting: ReplicaHosting
    /// What makes the logs durable; whoever starts a broker without threads runs its rounds.
    package let syncs: SyncQueue
    let producerIDs = ProducerIDs()
    let upkeep = Monitor(Upkeep())
    let cleaning = Monitor(Cleaning())

    init(_ parts: consuming Parts) {
        nodeID = parts.configuration.nodeID
        clusterID = parts.clusterID
        epoch = parts.epoch
        configuration = parts.configuration
        memory = parts.hosting.memory
        replicas = parts.hosting.replicas
        controller = parts.controller
        quorum = parts.quorum
        publisher = parts.publisher
        groups = parts.hosting.groups
        transactions = parts.hosting.transactions
        hosting = parts.hosting
        syncs = parts.hosting.syncs
    }

    /// What a broker is made of.
    struct Parts {
        var configuration: BrokerConfiguration
        var clusterID: String
        var epoch: Int64
        var controller: Controller
        var quorum: QuorumOfOne
        var publisher: MetadataPublisher
        var hosting: ReplicaHosting
    }

    /// The image in force; a loop reads the one that it was mailed.
    package var image: MetadataImage { publisher.image }

    /// What a wait for a new image watches; ``LoopLetter/image(_:)`` tells of it.
    package var imageWatch: ObjectIdentifier { ObjectIdentifier(publisher) }

    /// Has a loop mailed every image from now on.
    ///
    /// - Returns: the image in force.
    package func enlist(_ mailbox: Mailbox<LoopLetter>) -> MetadataImage {
        publisher.enlist(mailbox)
    }

    /// Mails a loop no more.
    package func withdraw(_ mailbox: Mailbox<LoopLetter>) {
        publisher.withdraw(mailbox)
    }

    /// Mails all enlisted loops.
    package func post(_ letter: LoopLetter) {
        publisher.post(letter)
    }

    /// The replica of a partition, if this broker holds one.
    package func replica(of topic: Uuid, _ partition: Int32) -> Replica? {
        replicas.replica(of: topic, partition)
    }

    /// Why metadata can be changed no more, if so: then the broker must be started anew.
    package var failure: ClusterError? { publisher.failure }

    /// What holds for a topic now.
    package func configuration(of topic: TopicImage) -> TopicConfiguration {
        TopicConfigurations(image, on: nodeID, given: configuration)[topic]
    }

    /// The bytes of the file system that holds the data directory.
    package func diskSpace() throws(Errno) -> (total: Int64, available: Int64) {
        try hosting.files.disk.space()
    }
}
