import Bytes
import KafkaMessages
import KafkaProtocol
package import LogEngine
package import Syscalls

extension Controller {
    /// Where a partition is to be.
    package struct Move: Sendable {
        package let partition: TopicPartition
        /// The brokers that are to hold it, the preferred leader first; nil cancels what runs.
        package let replicas: [Int32]?

        package init(_ partition: TopicPartition, to replicas: [Int32]?) {
            self.partition = partition
            self.replicas = replicas
        }
    }

    /// Moves partitions to other brokers, or cancels that; what is refused keeps no other from
    /// moving.
    ///
    /// The moves are begun, and ended where nothing has to be copied; the others end when the new
    /// replicas are in sync.
    ///
    /// - Returns: for each move, in order, why not, or nil.
    package func reassign(
        _ moves: [Move], allowsReplicationFactorChange: Bool = true, now: Timestamp
    ) throws(ClusterError) -> Decision<[ClusterError?]> {
        try decide(now: now) { draft in
            moves.map { move in
                do throws(ClusterError) {
                    try draft.make(move, allowsReplicationFactorChange)
                    return nil
                } catch {
                    return error
                }
            }
        }
    }
}

extension Draft {
    fileprivate mutating func make(
        _ move: Controller.Move, _ allowsReplicationFactorChange: Bool
    ) throws(ClusterError) {
        let (topic, partition) = try find(move.partition)
        guard let target = move.replicas else {
            return try cancel(move.partition, topic, partition)
        }
        let complaint = Placement.complaint(
            about: target, factor: nil, brokers: image.brokers.keys)
        if let complaint { throw .invalidReplicaAssignment(complaint) }
        let present = partition.replicas.count - partition.adding.count
        guard allowsReplicationFactorChange || target.count == present else {
            throw .invalidReplicationFactor(
                "The replication factor is changed from \(present) to \(target.count)")
        }
        let next = Reassignment(of: partition, to: target).begun(in: partition, isLive: isLive)
        try change(move.partition, of: topic, from: partition, to: next)
    }

    private mutating func cancel(
        _ name: TopicPartition, _ topic: TopicImage, _ partition: PartitionImage
    ) throws(ClusterError) {
        guard let running = Reassignment(underWayIn: partition) else {
            throw .noReassignmentInProgress
        }
        guard let next = running.cancelled(in: partition, isLive: isLive) else {
            throw .invalidReplicaAssignment(
                "Unable to revert the partition assignment of \(name): only replicas that were "
                    + "being added are in sync.")
        }
        try change(name, of: topic, from: partition, to: next)
    }
}

// MARK: - What elections need too

extension Draft {
    /// A partition, and the topic that it is of.
    func find(
        _ partition: TopicPartition
    ) throws(ClusterError) -> (TopicImage, PartitionImage) {
        guard let topic = image.topics[partition.topic],
            let image = topic.partition(partition.partition.rawValue)
        else { throw .unknownTopic(name: nil) }
        return (topic, image)
    }

    /// Whether a broker takes part.
    func isLive(_ broker: Int32) -> Bool { image.brokers[broker]?.isFenced == false }

    /// Adds the record of a change; none where nothing changes.
    mutating func change(
        _ name: TopicPartition, of topic: TopicImage, from old: PartitionImage,
        to new: PartitionImage
    ) throws(ClusterError) {
        var new = new
        new.directories = directories(of: new.replicas, from: old)
        let record = PartitionChangeRecord(
            from: old, to: new, of: name.partition.rawValue, topic: topic.id)
        guard let record else { return }
        guard room > 0 else {
            throw .policyViolation("Excessively large number of partitions per request.")
        }
        add(.partitionChange(record))
    }

    /// A replica that stays stays where it is, one that comes gets its broker's first directory.
    private func directories(of replicas: [Int32], from old: PartitionImage) -> [Uuid] {
        guard replicas != old.replicas else { return old.directories }
        let known = Dictionary(zip(old.replicas, old.directories)) { first, _ in first }
        return replicas.map { known[$0] ?? image.brokers[$0]?.directories.first ?? .zero }
    }
}
