import KafkaProtocol
import LogEngine
import Telemetry

extension OffsetsPartition {
    /// Enters in the ledger what the groups and offsets of this partition take by now.
    func settle(_ state: inout State) {
        let byteCount = state.groups.byteCount + state.offsets.byteCount
        memory.enter(byteCount - state.entered, in: .groups)
        state.entered = byteCount
    }

    /// The same of what was loaded, which has a right to its room.
    func settleLoaded(_ state: inout State) {
        settle(&state)
        state.loaded = state.entered
        memory.noteLoaded(state.loaded, in: .groups)
    }

    /// Whether a change after which the group takes so many bytes leaves room for others; what makes
    /// nothing larger always does.
    ///
    /// Who joins a group that is there already is not new: a consumer that restarts comes as another
    /// member.
    func hasRoom(
        for draft: GroupChange, taking byteCount: Int, _ state: borrowing State
    ) -> Bool {
        memory.mayKeep(
            byteCount - state.groups.byteCount(of: draft.id), in: .groups,
            isNew: draft.before == nil)
    }

    /// Refuses those of the commits for which there is no room any more.
    ///
    /// One that takes the place of another needs what it has more than that, and is new all the same
    /// where its metadata has become long.
    func refuse(
        _ refusals: inout [GroupError?], of request: CommitRequest, to groupID: String,
        by producer: ProducerID?, _ state: borrowing State
    ) {
        var growth = !state.groups.contains(groupID) ? Group.leastByteCount + groupID.utf8.count : 0
        for (index, (partition, committed)) in request.offsets.enumerated()
        where refusals[index] == nil {
            let replaced = state.offsets[groupID, partition, by: producer]
            let more =
                committed.byteCount(of: partition) - (replaced?.byteCount(of: partition) ?? 0)
            // In a transaction none is replaced at first, however long the group has committed.
            let known = replaced ?? state.offsets[groupID, partition]
            let isNew = known.map { committed.hasMuchLongerMetadata(than: $0) } ?? true
            if memory.mayKeep(growth + more, in: .groups, isNew: isNew) {
                growth += max(more, 0)
            } else {
                refusals[index] = .offsetsFull
            }
        }
    }
}

// MARK: - What takes how much

extension Group {
    /// About what the table takes for a group in which nobody is.
    static let leastByteCount = 512

    /// About what it takes, in bytes.
    var byteCount: Int {
        switch self {
        case .classic(let group): group.byteCount
        case .consumer(let group): group.byteCount
        }
    }

}

extension CommittedOffset {
    /// So much metadata may come at any time with an offset that is known, and what is longer grows in
    /// steps of as much: a client whose metadata varies a little never asks for room.
    private static let metadataStep = 256

    /// Whether its metadata takes more steps than that of the offset before, beyond the first.
    fileprivate func hasMuchLongerMetadata(than before: CommittedOffset) -> Bool {
        func steps(_ metadata: String) -> Int {
            max(1, (metadata.utf8.count + Self.metadataStep - 1) / Self.metadataStep)
        }
        return steps(metadata) > steps(before.metadata)
    }

    /// About what it takes where it is kept, in bytes.
    func byteCount(of partition: TopicPartition) -> Int {
        192 + partition.topic.keptByteCount + metadata.keptByteCount
    }
}

extension ClassicGroup {
    fileprivate var byteCount: Int {
        members.reduce(Group.leastByteCount + id.utf8.count) { $0 + $1.byteCount }
            + pendingMembers.keys.reduce(0) { $0 + 64 + $1.keptByteCount }
    }
}

extension ClassicGroup.Member {
    fileprivate var byteCount: Int {
        // The id stands in the set of those who have to sync as well.
        var sum = 384 + id.keptByteCount + clientID.keptByteCount + clientHost.keptByteCount
        sum += (instanceID?.keptByteCount ?? 0) + assignment.count
        for (name, metadata) in protocols {
            sum += 64 + name.keptByteCount + metadata.count
        }
        return sum
    }
}

extension ConsumerGroup {
    fileprivate var byteCount: Int {
        var sum = Group.leastByteCount + id.utf8.count
        for member in members { sum += member.byteCount }
        for target in targets.values { sum += 64 + target.byteCount }
        for (regex, topics) in matches {
            sum += 128 + regex.keptByteCount + topics.keptByteCount
        }
        for partitions in owners.values { sum += 128 + 48 * partitions.count }
        return sum
    }
}

extension ConsumerGroup.Member {
    fileprivate var byteCount: Int {
        var sum = 640 + id.keptByteCount + clientID.keptByteCount + clientHost.keptByteCount
        for text in [instanceID, rackID, topicRegex, assignor] { sum += text?.keptByteCount ?? 0 }
        sum += topicNames.keptByteCount + assigned.byteCount + pendingRevocation.byteCount
        for known in classic?.protocols ?? [] {
            sum += 64 + known.name.keptByteCount + known.metadata.count
        }
        return sum
    }
}

extension PartitionSet {
    fileprivate var byteCount: Int {
        topics.values.reduce(0) { $0 + 96 + 8 * $1.count }
    }
}

extension Set<String> {
    fileprivate var keptByteCount: Int {
        reduce(0) { $0 + 32 + $1.keptByteCount }
    }
}
