import KafkaProtocol
package import Syscalls

extension OffsetsPartition {
    /// ConsumerGroupHeartbeat: joins, stays, leaves.
    package func heartbeat(
        _ request: ConsumerHeartbeat, of groupID: String, settings own: ConsumerGroup.Settings,
        topics: TopicDirectory, now: Instant, wallTime: Timestamp
    ) throws(GroupError) -> Recorded<ConsumerHeartbeatAnswer> {
        if let answer = try steadyHeartbeat(request, of: groupID, own, topics, now) {
            return Recorded(value: answer, goal: .zero)
        }
        let reply: GroupReply<ConsumerHeartbeatAnswer> = try change(groupID, wallTime) {
            _, draft throws(GroupError) in
            if request.epoch == 0 {
                try draft.turnConsumer(settings, own, topics, now)
            }
            guard case .consumer(var group) = draft.group else { throw .groupNotFound }
            group.use(own)
            do throws(ConsumerGroupError) {
                guard request.epoch >= 0 else {
                    try group.leave(request, topics: topics, now: now, wallTime: wallTime)
                    draft.put(&group, orTurnClassic: settings, topics, now, wallTime)
                    return .now(ConsumerGroup.farewell(request))
                }
                let answer = try group.heartbeat(request, topics: topics, now: now)
                draft.put(&group)
                return .now(answer)
            } catch {
                draft.takeBack()
                throw GroupError(error)
            }
        }
        guard case .now(let outcome) = reply else {
            preconditionFailure("a heartbeat waits for nobody")
        }
        return outcome
    }

    /// The heartbeat of a member for which nothing changes; nil where something may.
    private func steadyHeartbeat(
        _ request: ConsumerHeartbeat, of groupID: String, _ own: ConsumerGroup.Settings,
        _ topics: TopicDirectory, _ now: Instant
    ) throws(GroupError) -> ConsumerHeartbeatAnswer? {
        try state.withLock { state throws(GroupError) in
            try state.checkService()
            guard request.epoch > 0 else { return nil }
            return state.groups.touch(groupID) { known in
                switch known.take() {
                case .consumer(var group):
                    defer { known = .consumer(group) }
                    guard group.settings == own else { return nil }
                    return group.steadyHeartbeat(request, topics: topics, now: now)
                case .classic(let group):
                    known = .classic(group)
                    return nil
                case nil:
                    return nil
                }
            }
        }
    }
}

extension GroupChange {
    /// Makes the group where there is none; an empty classic one becomes a consumer group by the first such
    /// join, one of consumers while they work (N-6).
    fileprivate mutating func turnConsumer(
        _ settings: GroupConfiguration, _ own: ConsumerGroup.Settings, _ topics: TopicDirectory,
        _ now: Instant
    ) throws(GroupError) {
        switch group {
        case .consumer: return
        case nil:
            group = .consumer(ConsumerGroup(id: id, settings: own))
        case .classic(let classic) where classic.state == .empty:
            records.append(.classicGroup(id, nil))
            group = .consumer(ConsumerGroup(id: id, settings: own))
        case .classic(var classic):
            guard settings.allowsUpgrade, classic.protocolType == ConsumerProtocol.type,
                classic.members.count < own.maxSize,
                var upgraded = ConsumerGroup(
                    upgrading: classic, settings: own, topics: topics, now: now)
            else { throw .groupNotFound }
            records.append(.classicGroup(id, nil))
            classic.sendHome()
            effects = classic.takeEffects()
            effects.mustPersist = false
            put(&upgraded)
        }
    }

    /// A refused request makes no group and changes no kind.
    fileprivate mutating func takeBack() {
        records = []
        effects = ClassicGroup.Effects()
        group = before
    }
}

extension ClassicGroup {
    /// Answers all who wait that they must join again.
    mutating func sendHome() {
        for place in members.indices {
            members[place].join.map { effects.joined.append(($0, .failure(.rebalanceInProgress))) }
            members[place].join = nil
        }
        sendSyncsHome(.rebalanceInProgress)
    }
}

extension GroupError {
    /// The same refusals under the names that both protocols share.
    init(_ error: ConsumerGroupError) {
        switch error {
        case .groupNotFound: self = .groupNotFound
        case .unknownMember: self = .unknownMember
        case .fencedMemberEpoch: self = .fencedMemberEpoch
        case .fencedInstance: self = .fencedInstance
        case .unreleasedInstance: self = .unreleasedInstance
        case .unsupportedAssignor: self = .unsupportedAssignor
        case .invalidRegularExpression: self = .invalidRegularExpression
        case .groupFull: self = .groupFull
        }
    }
}
