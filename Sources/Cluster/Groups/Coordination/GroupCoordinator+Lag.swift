package import KafkaProtocol
package import LogEngine

/// How far a group has read a partition.
package struct GroupPosition: Sendable {
    package let group: String
    package let partition: TopicPartition
    package let offset: Offset
}

extension GroupCoordinator {
    /// What all groups that are coordinated here have committed, in order.
    package var positions: [GroupPosition] {
        all.flatMap { (try? $0.positions()) ?? [] }.sorted {
            ($0.group, $0.partition) < ($1.group, $1.partition)
        }
    }
}

extension OffsetsPartition {
    /// What the groups of this partition have committed.
    fileprivate func positions() throws(GroupError) -> [GroupPosition] {
        try read { state in
            state.offsets.groups.flatMap { group in
                state.offsets[group].map { partition, committed in
                    GroupPosition(
                        group: group, partition: partition,
                        offset: Offset(rawValue: committed.offset))
                }
            }
        }
    }
}
