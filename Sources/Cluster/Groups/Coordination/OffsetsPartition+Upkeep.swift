import EventLoop
import KafkaProtocol
import LogEngine
package import Syscalls

extension OffsetsPartition {
    /// When ``tick(topics:now:wallTime:)`` has something to do.
    package var nextDeadline: Instant {
        state.withLock { $0.phase == .serving ? $0.nextDeadline : .distantFuture }
    }

    /// Takes out who fell silent, and ends rebalances that took too long.
    package func tick(topics: TopicDirectory, now: Instant, wallTime: Timestamp) {
        let loops = state.withLock { state -> [Mailbox<LoopLetter>] in
            guard state.phase == .serving, state.nextDeadline <= now else { return [] }
            var loops: [Mailbox<LoopLetter>] = []
            for (id, group) in state.groups.all where group.nextDeadline <= now {
                loops += tick(id, group, &state, topics, now, wallTime)
            }
            state.lookForDeadlines()
            settle(&state)
            return loops
        }
        tell(loops)
    }

    /// One group; where the log refuses what must be written it is as it was, and tried again.
    private func tick(
        _ id: String, _ group: Group, _ state: inout State, _ topics: TopicDirectory,
        _ now: Instant, _ wallTime: Timestamp
    ) -> [Mailbox<LoopLetter>] {
        var draft = GroupChange(id: id, group: group)
        switch group {
        case .classic(var group):
            group.tick(now: now, wallTime: wallTime)
            draft.put(&group)
        case .consumer(var group):
            group.tick(topics: topics, now: now, wallTime: wallTime)
            draft.put(&group, orTurnClassic: settings, topics, now, wallTime)
        }
        guard let goal = try? write(draft.records, now: wallTime) else { return [] }
        if case .classic(let left)? = draft.group, left.isBlank, state.offsets.hasNone(id) {
            draft.group = nil
        }
        state.groups[id] = draft.group
        return state.file(draft.effects, goal: goal)
    }

    /// Forgets offsets that were kept long enough, and groups of which nothing is left (O-9).
    package func expireOffsets(now wallTime: Timestamp) {
        state.withLock { state in
            guard state.phase == .serving else { return }
            for id in state.offsets.groups.union(state.groups.ids) {
                state.expire(id, settings, wallTime) { records in
                    (try? writeInParts(records, of: id, now: wallTime)) != nil
                }
            }
            settle(&state)
        }
    }

    /// Forgets the offsets of topics that were deleted (O-10).
    package func forget(topics: Set<String>, wallTime: Timestamp) {
        state.withLock { state in
            guard state.phase == .serving else { return }
            for id in state.offsets.groups {
                let gone = state.offsets.partitions(of: id).filter { topics.contains($0.topic) }
                guard !gone.isEmpty else { continue }
                let records = gone.map { CoordinatorRecord.offset(group: id, $0, nil) }
                guard (try? writeInParts(records, of: id, now: wallTime)) != nil else { continue }
                for partition in gone {
                    state.offsets.forget(id, partition)
                }
            }
            settle(&state)
        }
    }
}

extension OffsetsPartition.State {
    fileprivate mutating func expire(
        _ id: String, _ settings: GroupConfiguration, _ now: Timestamp,
        _ write: ([CoordinatorRecord]) -> Bool
    ) {
        let group = groups[id]
        let topicsInUse = group?.isEmpty ?? true ? [] : group?.subscribedTopics
        let gone = offsets[id].filter { partition, committed in
            topicsInUse?.contains(partition.topic) == false && !offsets.isPending(id, partition)
                && isExpired(committed, group, settings.offsetsRetentionMs, now)
        }.keys.sorted()
        let isLeftEmpty =
            gone.count == offsets[id].count && !offsets.isPending(id) && group?.isEmpty ?? true
        var records = gone.map { CoordinatorRecord.offset(group: id, $0, nil) }
        if isLeftEmpty {
            records += group?.tombstones(id) ?? []
        }
        guard !records.isEmpty || isLeftEmpty, write(records) else { return }
        for partition in gone {
            offsets.forget(id, partition)
        }
        if isLeftEmpty {
            groups[id] = nil
        }
    }

    /// KIP-211: what nobody subscribes to is kept so long after the group became empty, or after the commit.
    private func isExpired(
        _ committed: CommittedOffset, _ group: Group?, _ retentionMs: Int64, _ now: Timestamp
    ) -> Bool {
        if let expiry = committed.expireTimestamp { return now >= expiry }
        var since = committed.commitTimestamp
        if case .classic(let classic)? = group, classic.state == .empty, classic.protocolType != nil
        {
            since = max(since, classic.stateTimestamp)
        }
        return now.rawValue &- since.rawValue >= retentionMs
    }
}
