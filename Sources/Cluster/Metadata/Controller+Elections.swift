import KafkaProtocol
package import LogEngine
package import Syscalls

/// How a leader is chosen (KIP-460), by the numbers of the protocol.
package enum Election: Int8, Sendable {
    /// The first replica, if it is in sync.
    case preferred = 0
    /// Anyone, where there is no leader: one in sync if possible, else one that may lack records.
    case unclean = 1
}

extension Controller {
    /// Holds elections: in the partitions named, or in all.
    ///
    /// - Returns: for each partition, in order, why it has no new leader, or nil; of all partitions
    ///   only those that needed one.
    package func elect(
        _ election: Election, in partitions: [TopicPartition]?, now: Timestamp
    ) throws(ClusterError) -> Decision<[(partition: TopicPartition, error: ClusterError?)]> {
        try decide(now: now) { draft in
            let results = (partitions ?? draft.allPartitions).map { partition in
                (partition: partition, error: draft.hold(election, in: partition))
            }
            return partitions == nil
                ? results.filter { $0.error != .electionNotNeeded } : results
        }
    }
}

extension Draft {
    fileprivate var allPartitions: [TopicPartition] {
        image.topics.all.sorted { $0.name < $1.name }.flatMap { topic in
            topic.partitions.indices.map { index in
                TopicPartition(
                    topic: topic.name, partition: PartitionIndex(rawValue: Int32(index)))
            }
        }
    }

    fileprivate mutating func hold(
        _ election: Election, in name: TopicPartition
    ) -> ClusterError? {
        do throws(ClusterError) {
            let (topic, partition) = try find(name)
            let next =
                switch election {
                case .preferred: try preferred(partition)
                case .unclean: try unclean(partition)
                }
            try change(name, of: topic, from: partition, to: next)
            return nil
        } catch {
            return error
        }
    }

    private func preferred(
        _ partition: PartitionImage
    ) throws(ClusterError) -> PartitionImage {
        let first = partition.replicas[0]
        guard partition.leader != first else { throw .electionNotNeeded }
        guard partition.isr.contains(first), isLive(first) else {
            throw .preferredLeaderNotAvailable
        }
        var next = partition
        next.leader = first
        return next
    }

    private func unclean(_ partition: PartitionImage) throws(ClusterError) -> PartitionImage {
        guard !partition.hasLeader else { throw .electionNotNeeded }
        let live = partition.replicas.filter(isLive)
        var next = partition
        if let clean = live.first(where: partition.isr.contains) {
            next.leader = clean
            return next
        }
        guard let unclean = live.first else { throw .eligibleLeadersNotAvailable }
        next.leader = unclean
        next.isr = [unclean]
        next.eligibleLeaderReplicas = []
        next.lastKnownEligibleLeaders = []
        next.leaderRecoveryState = PartitionImage.isRecovering
        return next
    }
}

extension PartitionImage {
    /// ``leaderRecoveryState`` after an unclean election.
    static let isRecovering: Int8 = 1
}
