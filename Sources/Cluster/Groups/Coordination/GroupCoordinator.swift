package import Syscalls

/// The groups that this broker coordinates: those of the partitions of `__consumer_offsets` that it leads.
///
/// It loads a partition when it becomes its leader, and drops it when it stops being so.
package final class GroupCoordinator: Sendable {
    private let settings: GroupSettings
    private let partitions = Lock<[Int32: OffsetsPartition]>([:])

    init(settings: GroupSettings) {
        self.settings = settings
    }

    /// The partition of `__consumer_offsets` that a group belongs to: Java's hash of its id, as clients
    /// compute it (G-1).
    package static func partition(of groupID: String, count: Int32) -> Int32 {
        var hash: Int32 = 0
        for unit in groupID.utf16 {
            hash = hash &* 31 &+ Int32(unit)
        }
        return (hash == .min ? 0 : abs(hash)) % max(count, 1)
    }

    /// Where a group is coordinated, if that is here.
    package func partition(
        of groupID: String, in image: MetadataImage
    ) throws(GroupError) -> OffsetsPartition {
        guard let topic = image.topics[TopicName.consumerOffsets] else { throw .notAvailable }
        let index = Self.partition(of: groupID, count: Int32(topic.partitions.count))
        guard let found = partitions.withLock({ $0[index] }) else { throw .notCoordinator }
        return found
    }

    /// All partitions that are coordinated here.
    package var all: [OffsetsPartition] {
        partitions.withLock { Array($0.values) }
    }

    /// Takes on the partitions that a new image has this broker lead, and drops those that it does not.
    ///
    /// - Returns: what is to be loaded.
    func follow(_ image: MetadataImage, on node: Int32, _ replicas: Replicas) -> [OffsetsPartition] {
        guard let topic = image.topics[TopicName.consumerOffsets] else { return [] }
        var fresh: [OffsetsPartition] = []
        var dropped: [OffsetsPartition] = []
        partitions.withLock { partitions in
            for (index, partition) in topic.partitions.enumerated() {
                let index = Int32(index)
                if partition.leader == node, partitions[index] == nil,
                    let replica = replicas.replica(of: topic.id, index)
                {
                    let taken = OffsetsPartition(replica: replica, settings: settings)
                    partitions[index] = taken
                    fresh.append(taken)
                } else if partition.leader != node, let old = partitions.removeValue(forKey: index) {
                    dropped.append(old)
                }
            }
        }
        for partition in dropped { partition.close() }
        return fresh
    }
}
