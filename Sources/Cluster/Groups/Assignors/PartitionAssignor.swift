package import Bytes

/// Decides which member is to have which partitions (KIP-848, server-side assignors).
package enum PartitionAssignor: String, CaseIterable, Sendable {
    /// Fair shares, and everybody keeps what it can.
    case uniform
    /// The same partition numbers of all topics to one member.
    case range

    /// What the assignor is told of a member.
    package struct Subscriber: Sendable {
        /// Its instance id, or its member id: what it is sorted by.
        package let name: String
        package let memberID: String
        package let topics: Set<Uuid>
        /// What it is to have so far.
        package let target: PartitionSet

        package init(name: String, memberID: String, topics: Set<Uuid>, target: PartitionSet) {
            self.name = name
            self.memberID = memberID
            self.topics = topics
            self.target = target
        }
    }

    /// The new target of each member, by its id; `partitionCounts` has every topic that somebody subscribes to.
    package func assign(
        _ subscribers: [Subscriber], partitionCounts: [Uuid: Int32]
    ) -> [String: PartitionSet] {
        switch self {
        case .uniform: uniformAssignment(subscribers, partitionCounts)
        case .range: rangeAssignment(subscribers, partitionCounts)
        }
    }
}
