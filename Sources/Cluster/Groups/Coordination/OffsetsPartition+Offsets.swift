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

    /// Whether it comes from whoever is in no group.
    var namesNobody: Bool { generation < 0 && memberID.isEmpty && instanceID == nil }
}

/// What a group has committed of a partition.
package enum FetchedOffset: Sendable, Equatable {
    case nothing
    case committed(CommittedOffset)
    /// An open transaction may change it, and the asker wants to know only what stays (KIP-447).
    case unstable
}

extension OffsetsPartition {
    /// OffsetCommit and TxnOffsetCommit: notes how far the group has read; an error for each partition that
    /// is refused.
    package func commit(
        _ request: CommitRequest, for groupID: String, in transaction: TransactionalCommit? = nil,
        now: Instant, wallTime: Timestamp
    ) throws(GroupError) -> Recorded<[GroupError?]> {
        let limit = settings.offsetMetadataMaxBytes
        var refusals = request.offsets.map { _, committed -> GroupError? in
            committed.metadata.isLonger(than: limit) ? .offsetMetadataTooLarge : nil
        }
        return try state.withLock { state throws(GroupError) in
            try state.checkService()
            let isKnown = state.groups.contains(groupID)
            refuse(&refusals, of: request, to: groupID, by: transaction?.producer.id, state)
            try state.admit(
                request, to: groupID, isTransactional: transaction != nil, settings, now)
            let taken = zip(request.offsets, refusals).filter { $0.1 == nil }.map(\.0)
            if taken.isEmpty, !isKnown { state.groups[groupID] = nil }
            let goal: Offset
            do throws(GroupError) {
                goal = try write(
                    taken.map { .offset(group: groupID, $0.partition, $0.committed) },
                    in: transaction, now: wallTime)
            } catch {
                if !isKnown { state.groups[groupID] = nil }
                throw error
            }
            let first = goal.advanced(by: -taken.count)
            for (index, (partition, var committed)) in taken.enumerated() {
                committed.recordOffset = first.advanced(by: index)
                state.offsets.commit(committed, groupID, partition, by: transaction?.producer.id)
            }
            settle(&state)
            return Recorded(value: refusals, goal: goal)
        }
    }

    /// OffsetFetch: what the group committed of what is asked for (nil: of all); where stable offsets are
    /// required, what an open transaction may change is not told.
    package func committed(
        by groupID: String, memberID: String?, memberEpoch: Int32, requiresStable: Bool = false,
        of partitions: [TopicPartition]?
    ) throws(GroupError) -> Recorded<[(partition: TopicPartition, offset: FetchedOffset)]> {
        try read { state throws(GroupError) in
            if case .consumer(let group) = state.groups[groupID], memberEpoch >= 0 {
                guard let member = group.member(memberID ?? "") else { throw .unknownMember }
                guard member.epoch == memberEpoch else { throw .staleMemberEpoch }
            }
            let offsets = state.offsets[groupID]
            let asked = partitions ?? offsets.keys.sorted()
            let found = asked.map {
                partition -> (partition: TopicPartition, offset: FetchedOffset) in
                if requiresStable, state.offsets.isPending(groupID, partition) {
                    return (partition, .unstable)
                }
                return (partition, offsets[partition].map(FetchedOffset.committed) ?? .nothing)
            }
            return Recorded(value: found, goal: replica.status.endOffset)
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
                .filter {
                    state.offsets[groupID, $0] != nil || state.offsets.isPending(groupID, $0)
                }
            let goal = try writeInParts(
                gone.map { .offset(group: groupID, $0, nil) }, of: groupID, now: wallTime)
            for partition in gone {
                state.offsets.forget(groupID, partition)
            }
            settle(&state)
            return Recorded(value: refusals, goal: goal)
        }
    }
}

extension String {
    /// Whether it has more letters than that, as Java counts them: `offset.metadata.max.bytes` is a number
    /// of UTF-16 units, whatever its name says (O-4).
    fileprivate func isLonger(than limit: Int) -> Bool {
        utf8.count > limit && utf16.count > limit
    }
}

extension OffsetsPartition.State {
    /// Whether whoever asks may commit; a group that was not there is made by whoever is in none (O-1, O-2).
    fileprivate mutating func admit(
        _ request: CommitRequest, to groupID: String, isTransactional: Bool,
        _ settings: GroupConfiguration, _ now: Instant
    ) throws(GroupError) {
        guard groups.contains(groupID) else {
            guard request.generation < 0 else {
                let isTold = request.version >= 9 && !isTransactional
                throw isTold ? .groupNotFound : .illegalGeneration
            }
            groups[groupID] = .classic(ClassicGroup(id: groupID, settings: settings.classic))
            return
        }
        try groups.touch(groupID) { known throws(GroupError) in
            switch known.take() {
            case .classic(var group):
                defer { known = .classic(group) }
                try group.admitCommit(
                    memberID: request.memberID, instanceID: request.instanceID,
                    generation: request.generation, isTransactional: isTransactional, now: now)
            case .consumer(let group):
                defer { known = .consumer(group) }
                try group.admitCommit(request, isTransactional: isTransactional)
            case nil: preconditionFailure("there is a group")
            }
        }
    }

    /// The topics whose offsets may not be deleted.
    fileprivate func topicsInUse(by groupID: String) throws(GroupError) -> Set<String> {
        guard let group = groups[groupID] else {
            guard offsets.hasNone(groupID) else { return [] }
            throw .groupNotFound
        }
        guard let topics = group.subscribedTopics else { throw .notEmpty }
        return topics
    }
}

extension ConsumerGroup {
    /// Whether whoever asks may commit.
    fileprivate func admitCommit(
        _ request: CommitRequest, isTransactional: Bool
    ) throws(GroupError) {
        if request.generation < 0, members.isEmpty { return }
        // A transaction need not name a member.
        if isTransactional, request.namesNobody { return }
        guard let member = member(request.memberID) else { throw .unknownMember }
        if member.classic != nil || isTransactional {
            guard member.epoch == request.generation else { throw .illegalGeneration }
        } else {
            guard request.version >= 9 else { throw .unsupportedVersion }
            guard member.epoch == request.generation else { throw .staleMemberEpoch }
        }
    }
}
