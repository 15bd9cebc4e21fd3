import KafkaProtocol
package import LogEngine
package import Syscalls

/// Who commits, and what.
package struct CommitRequest: Sendable {
    package var memberID = ""
    package var instanceID: String?
    /// The generation, or the member epoch of KIP-848; -1 for whoever is in no group.
    package var generation: Int32 = -1
    /// The version of OffsetCommit: below 9 it knows nothing of KIP-848.
    package var version: Int16 = 9
    package var offsets: [(partition: TopicPartition, committed: CommittedOffset)] = []

    package init() {}
}

extension OffsetsPartition {
    /// OffsetCommit: notes how far the group has read; an error for each partition that is refused.
    package func commit(
        _ request: CommitRequest, for groupID: String, now: Instant, wallTime: Timestamp
    ) throws(GroupError) -> Recorded<[GroupError?]> {
        let limit = settings.offsetMetadataMaxBytes
        let refusals = request.offsets.map { _, committed -> GroupError? in
            committed.metadata.utf8.count > limit ? .offsetMetadataTooLarge : nil
        }
        return try state.withLock { state throws(GroupError) in
            try state.checkService()
            try state.admit(request, to: groupID, settings, now)
            let taken = zip(request.offsets, refusals).filter { $0.1 == nil }.map(\.0)
            let goal = try write(
                taken.map { .offset(group: groupID, $0.partition, $0.committed) }, now: wallTime)
            for (partition, committed) in taken {
                state.offsets[groupID, partition] = committed
            }
            return Recorded(value: refusals, goal: goal)
        }
    }

    /// OffsetFetch: what the group committed.
    ///
    /// - Returns: all of it, or what is asked for (nil where nothing was committed); the offset that must
    ///   be committed before it may be told.
    package func committed(
        by groupID: String, memberID: String?, memberEpoch: Int32, of partitions: [TopicPartition]?
    ) throws(GroupError) -> Recorded<[(partition: TopicPartition, committed: CommittedOffset?)]> {
        try read { state throws(GroupError) in
            if case .consumer(let group) = state.groups[groupID], memberEpoch >= 0 {
                guard let member = group.member(memberID ?? "") else { throw .unknownMember }
                guard member.epoch == memberEpoch else { throw .staleMemberEpoch }
            }
            let offsets = state.offsets[groupID]
            let asked = partitions ?? offsets.keys.sorted()
            return Recorded(
                value: asked.map { (partition: $0, committed: offsets[$0]) },
                goal: replica.status.endOffset)
        }
    }

    /// OffsetDelete: forgets offsets of topics that no member subscribes to (KIP-496).
    package func deleteOffsets(
        of partitions: [TopicPartition], by groupID: String, wallTime: Timestamp
    ) throws(GroupError) -> Recorded<[GroupError?]> {
        try state.withLock { state throws(GroupError) in
            try state.checkService()
            let inUse = try state.topicsInUse(by: groupID)
            let refusals = partitions.map { partition -> GroupError? in
                inUse.contains(partition.topic) ? .subscribedToTopic : nil
            }
            let gone = zip(partitions, refusals).filter { $0.1 == nil }.map(\.0)
                .filter { state.offsets[groupID, $0] != nil }
            let goal = try writeInParts(
                gone.map { .offset(group: groupID, $0, nil) }, of: groupID, now: wallTime)
            for partition in gone {
                state.offsets[groupID, partition] = nil
            }
            return Recorded(value: refusals, goal: goal)
        }
    }
}

extension OffsetsPartition.State {
    /// Whether whoever asks may commit; a group that was not there is made by whoever is in none (O-1, O-2).
    fileprivate mutating func admit(
        _ request: CommitRequest, to groupID: String, _ settings: GroupConfiguration, _ now: Instant
    ) throws(GroupError) {
        switch groups.removeValue(forKey: groupID) {
        case nil:
            guard request.generation < 0 else {
                throw request.version >= 9 ? .groupNotFound : .illegalGeneration
            }
            groups[groupID] = .classic(ClassicGroup(id: groupID, settings: settings.classic))
        case .classic(var group):
            defer { groups[groupID] = .classic(group) }
            try group.admitCommit(
                memberID: request.memberID, instanceID: request.instanceID,
                generation: request.generation, isTransactional: false, now: now)
        case .consumer(let group):
            defer { groups[groupID] = .consumer(group) }
            if request.generation < 0, group.members.isEmpty { return }
            guard let member = group.member(request.memberID) else { throw .unknownMember }
            if member.classic != nil {
                guard member.epoch == request.generation else { throw .illegalGeneration }
            } else {
                guard request.version >= 9 else { throw .unsupportedVersion }
                guard member.epoch == request.generation else { throw .staleMemberEpoch }
            }
        }
    }

    /// The topics whose offsets may not be deleted.
    fileprivate func topicsInUse(by groupID: String) throws(GroupError) -> Set<String> {
        guard let group = groups[groupID] else {
            guard offsets[groupID].isEmpty else { return [] }
            throw .groupNotFound
        }
        guard let topics = group.subscribedTopics else { throw .notEmpty }
        return topics
    }
}
