import KafkaProtocol
import Syscalls
import Telemetry

/// The groups that this broker coordinates: those of the partitions of `__consumer_offsets` that it leads.
package final class GroupCoordinator: Sendable {
    let settings: GroupConfiguration
    private let memory: MemoryLedger
    let matches = TopicMatches()
    private let partitions = CoordinatedPartitions<OffsetsPartition>(of: TopicName.consumerOffsets)

    init(settings: GroupConfiguration, memory: MemoryLedger) {
        self.settings = settings
        self.memory = memory
    }

    /// The partition of `__consumer_offsets` that a group belongs to: Java's hash of its id, as clients
    /// compute it (G-1).
    package static func partition(of groupID: String, count: Int32) -> Int32 {
        JavaHash.partition(of: groupID, count: count)
    }

    /// Where a group is coordinated, if that is here.
    package func partition(
        of groupID: String, in image: MetadataImage
    ) throws(GroupError) -> OffsetsPartition {
        guard let topic = image.topics[TopicName.consumerOffsets] else { throw .notAvailable }
        let index = Self.partition(of: groupID, count: Int32(topic.partitions.count))
        guard let found = partitions[index] else { throw .notCoordinator }
        return found
    }

    /// A partition of `__consumer_offsets`, if its groups are coordinated here.
    package func partition(at index: Int32) -> OffsetsPartition? { partitions[index] }

    /// All partitions that are coordinated here.
    package var all: [OffsetsPartition] { partitions.all }

    /// When a group has something to do, unless something happens before.
    var nextDeadline: Instant {
        all.reduce(.distantFuture) { min($0, $1.nextDeadline) }
    }

    /// Takes on the partitions that a new image has this broker lead, and drops those that it does not.
    func follow(_ image: MetadataImage, on node: Int32, _ replicas: Replicas) {
        let (settings, memory) = (settings, memory)
        partitions.follow(image, on: node, replicas) { replica, _ in
            OffsetsPartition(replica: replica, settings: settings, memory: memory)
        }
    }

    /// Whether there is something to load that was not tried yet.
    var mustLoad: Bool { partitions.mustLoad }

    /// Loads what was taken on.
    ///
    /// - Returns: what is new of those that could not be.
    func load(now: Instant) -> [LoadNews] { partitions.load(now: now) }

    /// Forgets the offsets of topics that are gone.
    func forget(topics: Set<String>, wallTime: Timestamp) {
        guard !topics.isEmpty else { return }
        for partition in all {
            partition.forget(topics: topics, wallTime: wallTime)
        }
    }
}

extension OffsetsPartition: CoordinatedPartition {}
