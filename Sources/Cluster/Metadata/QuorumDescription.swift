package import Bytes
package import KafkaProtocol
package import Syscalls

/// The quorum of the metadata log as its leader sees it (KIP-595, DescribeQuorum).
package struct QuorumDescription: Sendable {
    package let leaderID: Int32
    package let epoch: LeaderEpoch
    package let highWatermark: Offset
    /// Those whose copies count for a commit.
    package let voters: [Member]
    /// Those who only follow.
    package let observers: [Member]

    /// One that has a copy of the log.
    package struct Member: Sendable {
        package let id: Int32
        package let directory: Uuid
        package let endOffset: Offset
        /// When it last asked for records.
        package let lastFetch: Timestamp
        /// When it last had all that the leader had.
        package let lastCaughtUp: Timestamp
    }
}

/// A member that is to vote in the quorum of the metadata log, or no more (KIP-853).
package struct Voter: Sendable {
    package let id: Int32
    package let directory: Uuid
    /// Where it can be reached; empty for one that is to leave.
    package let endpoints: [Endpoint]

    package init(id: Int32, directory: Uuid, endpoints: [Endpoint] = []) {
        self.id = id
        self.directory = directory
        self.endpoints = endpoints
    }
}
