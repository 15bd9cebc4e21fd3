package import Bytes
package import KafkaProtocol

/// A topic and its partitions as the cluster knows them.
package struct TopicImage: Sendable, Equatable {
    package let name: String
    package let id: Uuid
    /// By partition number.
    package internal(set) var partitions: [PartitionImage]

    /// Whether it holds state of the broker's own; clients do not write to it (M-13).
    package var isInternal: Bool { TopicName.isInternal(name) }

    /// The partition of a number, if there is one.
    package func partition(_ index: Int32) -> PartitionImage? {
        partitions.indices.contains(Int(index)) ? partitions[Int(index)] : nil
    }
}

/// A partition: who holds it, who leads it, in which epoch.
package struct PartitionImage: Sendable, Equatable {
    /// The brokers that hold it, the preferred leader first.
    package internal(set) var replicas: [Int32]
    /// Those that have all that was acknowledged.
    package internal(set) var isr: [Int32]
    package internal(set) var removing: [Int32] = []
    package internal(set) var adding: [Int32] = []
    /// -1 for none.
    package internal(set) var leader: Int32
    /// Rises with every change of the leader, and with every start of it.
    package internal(set) var leaderEpoch: LeaderEpoch
    /// Rises with every change of the partition.
    package internal(set) var partitionEpoch: Int32
    /// 1 after an unclean election, until the new leader has recovered.
    package internal(set) var leaderRecoveryState: Int8 = 0
    /// The data directory on each of ``replicas``.
    package internal(set) var directories: [Uuid]
    package internal(set) var eligibleLeaderReplicas: [Int32] = []
    package internal(set) var lastKnownEligibleLeaders: [Int32] = []

    /// Whether there is a broker that answers for it.
    package var hasLeader: Bool { leader >= 0 }
}
