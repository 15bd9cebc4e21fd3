package import KafkaProtocol
package import LogEngine

/// Why a replica refused what was asked of it: the closed set of it.
package enum ReplicaError: Error, Equatable, Sendable {
    /// Another broker leads, or none (`leader` -1).
    case notLeader(leader: Int32, epoch: LeaderEpoch)
    /// The partition's topic was deleted.
    case deleted
    /// The sender knows an older epoch than ours (F-9).
    case fencedLeaderEpoch(epoch: LeaderEpoch)
    /// The sender knows a newer epoch than ours (F-9).
    case unknownLeaderEpoch
    /// Fewer brokers are in sync than acks=all asks for (P-4).
    case notEnoughReplicas
    /// Right after an election the high watermark has not reached the epoch's start yet (F-20).
    case offsetNotAvailable
    /// No record may be deleted from this topic.
    case policyViolation
    /// The last fetched epoch is newer than any that the log knows (F-10).
    case unknownLastFetchedEpoch
    /// What the log says.
    case log(LogError)
}
