import KafkaProtocol
package import Syscalls

/// A group in a list.
package struct GroupListing: Sendable {
    package let id: String
    package let protocolType: String
    package let state: String
    /// `classic` or `consumer`.
    package let type: String
}

extension OffsetsPartition {
    /// All groups of this partition.
    package func list() throws(GroupError) -> [GroupListing] {
        try read { state in
            state.groups.all.map { id, group in
                switch group {
                case .classic(let classic):
                    GroupListing(
                        id: id, protocolType: classic.protocolType ?? "", state: group.stateName,
                        type: "classic")
                case .consumer:
                    GroupListing(
                        id: id, protocolType: ConsumerProtocol.type, state: group.stateName,
                        type: "consumer")
                }
            }
        }
    }

    /// A classic group as it is; nil where there is none, or one of another kind.
    package func classicGroup(_ id: String) throws(GroupError) -> ClassicGroup? {
        try read { state in
            guard case .classic(let group)? = state.groups[id] else { return nil }
            return group
        }
    }

    /// A consumer group as it is; nil where there is none, or one of another kind.
    package func consumerGroup(_ id: String) throws(GroupError) -> ConsumerGroup? {
        try read { state in
            guard case .consumer(let group)? = state.groups[id] else { return nil }
            return group
        }
    }

    /// DeleteGroups: removes an empty group with its offsets.
    package func delete(_ id: String, wallTime: Timestamp) throws(GroupError) -> Recorded<Void> {
        try state.withLock { state throws(GroupError) in
            try state.checkService()
            guard let group = state.groups[id] else { throw .groupNotFound }
            guard group.isEmpty else { throw .notEmpty }
            let goal = try writeInParts(state.tombstones(of: id), of: id, now: wallTime)
            state.forget(id)
            settle(&state)
            return Recorded(value: (), goal: goal)
        }
    }
}

extension OffsetsPartition.State {
    /// What takes a group and its offsets back.
    func tombstones(of id: String) -> [CoordinatorRecord] {
        let offsets = offsets.partitions(of: id).map {
            CoordinatorRecord.offset(group: id, $0, nil)
        }
        return offsets + (groups[id]?.tombstones(id) ?? [])
    }

    mutating func forget(_ id: String) {
        for partition in offsets.partitions(of: id) {
            offsets.forget(id, partition)
        }
        groups[id] = nil
    }
}
