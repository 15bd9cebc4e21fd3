import KafkaProtocol
package import Syscalls

/// What a request of the classic protocol got at once.
package enum GroupReply<Value: Sendable>: Sendable {
    case now(Recorded<Value>)
    /// The answer is filed under the ticket when it is there.
    case later(GroupTicket)
}

extension OffsetsPartition {
    /// JoinGroup.
    package func join(
        _ request: JoinRequest, to groupID: String, topics: TopicDirectory, now: Instant,
        wallTime: Timestamp
    ) throws(GroupError) -> GroupReply<JoinAnswer> {
        let range = settings.classic.minSessionTimeoutMs...settings.classic.maxSessionTimeoutMs
        guard range.contains(request.sessionTimeoutMs) else { throw .invalidSessionTimeout }
        return try change(groupID, wallTime) { state, draft throws(GroupError) in
            try draft.turnClassicIfEmpty(settings)
            if draft.group == nil {
                guard request.memberID.isEmpty else { throw .unknownMember }
                draft.group = .classic(ClassicGroup(id: groupID, settings: settings.classic))
            }
            switch draft.group {
            case .classic(var group):
                let ticket = state.newTicket()
                let answer = try draft.refusable(&group) { group throws(GroupError) in
                    try group.join(request, ticket: ticket, now: now, wallTime: wallTime)
                }
                return answer.map(GroupChange.Reply.now) ?? .later(ticket)
            case .consumer(var group):
                let answer = try group.joinClassic(request, topics: topics, now: now)
                draft.put(&group)
                return .now(answer)
            case nil: preconditionFailure("there is a group")
            }
        }
    }

    /// SyncGroup.
    package func sync(
        _ request: SyncRequest, of groupID: String, topics: TopicDirectory, now: Instant,
        wallTime: Timestamp
    ) throws(GroupError) -> GroupReply<SyncAnswer> {
        try change(groupID, wallTime) { state, draft throws(GroupError) in
            switch draft.group {
            case .classic(var group):
                let ticket = state.newTicket()
                let answer = try draft.refusable(&group) { group throws(GroupError) in
                    try group.sync(request, ticket: ticket, now: now, wallTime: wallTime)
                }
                return answer.map(GroupChange.Reply.now) ?? .later(ticket)
            case .consumer(var group):
                let answer = try group.syncClassic(request, topicName: topics.name, now: now)
                draft.put(&group)
                return .now(answer)
            case nil: throw .unknownMember
            }
        }
    }

    /// Heartbeat.
    ///
    /// It writes nothing, and changes the group where it stands.
    package func heartbeat(
        memberID: String, instanceID: String?, generation: Int32, of groupID: String, now: Instant
    ) throws(GroupError) {
        try state.withLock { state throws(GroupError) in
            try state.checkService()
            try state.groups.touch(groupID) { known throws(GroupError) in
                switch known.take() {
                case .classic(var group):
                    defer { known = .classic(group) }
                    try group.heartbeat(
                        memberID: memberID, instanceID: instanceID, generation: generation,
                        now: now)
                case .consumer(var group):
                    defer { known = .consumer(group) }
                    try group.heartbeatClassic(
                        memberID: memberID, instanceID: instanceID, generation: generation,
                        now: now)
                case nil: throw .unknownMember
                }
            }
        }
    }

    /// LeaveGroup: an outcome for each of the members named.
    package func leave(
        _ members: [(memberID: String, instanceID: String?)], of groupID: String,
        topics: TopicDirectory, now: Instant, wallTime: Timestamp
    ) throws(GroupError) -> Recorded<[Result<Void, GroupError>]> {
        let reply: GroupReply<[Result<Void, GroupError>]> = try change(groupID, wallTime) {
            _, draft throws(GroupError) in
            switch draft.group {
            case .classic(var group):
                let results = members.map { member in
                    Result { () throws(GroupError) in
                        try group.leave(
                            memberID: member.memberID, instanceID: member.instanceID, now: now,
                            wallTime: wallTime)
                    }
                }
                draft.put(&group)
                return .now(results)
            case .consumer(var group):
                let results = group.remove(members, topics: topics, wallTime: wallTime)
                draft.put(&group, orTurnClassic: settings, topics, now, wallTime)
                return .now(results.map { $0.mapError(GroupError.init) })
            case nil:
                return .now(members.map { _ in .failure(.unknownMember) })
            }
        }
        guard case .now(let outcome) = reply else {
            preconditionFailure("leaving waits for nobody")
        }
        return outcome
    }
}

// MARK: - Changes

/// A group as it will be, once what must be written of the change is.
struct GroupChange {
    let id: String
    /// The group before the step.
    let before: Group?
    var group: Group?
    var records: [CoordinatorRecord] = []
    var effects = ClassicGroup.Effects()

    init(id: String, group: Group?) {
        self.id = id
        before = group
        self.group = group
    }

    /// Whether the step made a group of which there is nothing to remember.
    var madeNothing: Bool {
        guard before == nil, records.isEmpty, case .classic(let made)? = group else { return false }
        return made.isBlank
    }

    enum Reply<Value> {
        case now(Value)
        case later(GroupTicket)
    }

    /// Takes a classic group's changes over.
    mutating func put(_ group: inout ClassicGroup) {
        effects = group.takeEffects()
        if effects.mustPersist {
            records.append(.classicGroup(id, group.record))
        }
        self.group = .classic(group)
    }

    /// Takes a consumer group's changes over.
    mutating func put(_ group: inout ConsumerGroup) {
        records += group.takeRecords().map { .consumerGroup(id, $0) }
        self.group = .consumer(group)
    }

    /// As ``put(_:)``; where only classic members are left the group becomes a classic one.
    mutating func put(
        _ group: inout ConsumerGroup, orTurnClassic settings: GroupConfiguration,
        _ topics: TopicDirectory, _ now: Instant, _ wallTime: Timestamp
    ) {
        put(&group)
        guard group.mustDowngrade else { return }
        records += group.tombstones.map { .consumerGroup(id, $0) }
        var classic = group.downgraded(
            settings: settings.classic, topicName: topics.name, now: now, wallTime: wallTime)
        put(&classic)
    }

    /// Runs what may refuse and change the group all the same, as when it hands out an id.
    mutating func refusable<Value>(
        _ group: inout ClassicGroup, _ body: (inout ClassicGroup) throws(GroupError) -> Value
    ) throws(GroupError) -> Value {
        defer { put(&group) }
        return try body(&group)
    }

    /// An empty consumer group becomes a classic one by the first such join (N-6).
    mutating func turnClassicIfEmpty(_ settings: GroupConfiguration) throws(GroupError) {
        guard case .consumer(let group) = group, group.members.isEmpty else { return }
        records += group.tombstones.map { .consumerGroup(id, $0) }
        self.group = .classic(ClassicGroup(id: id, settings: settings.classic))
    }
}

extension OffsetsPartition {
    /// Changes a group by one step: what must be written is appended, then the change counts, then the
    /// answers that follow from it are filed.
    ///
    /// A refusal may leave a change too; where the append fails, or there is no room for what has become
    /// larger, the group is as it was.
    func change<Value: Sendable>(
        _ groupID: String, _ wallTime: Timestamp,
        _ body: (inout State, inout GroupChange) throws(GroupError) -> GroupChange.Reply<Value>
    ) throws(GroupError) -> GroupReply<Value> {
        let (reply, loops) = try state.withLock { state throws(GroupError) in
            try state.checkService()
            var draft = GroupChange(id: groupID, group: state.groups[groupID])
            var result: Result<GroupChange.Reply<Value>, GroupError>
            do throws(GroupError) {
                result = .success(try body(&state, &draft))
            } catch {
                result = .failure(error)
            }
            if case .failure = result, draft.madeNothing { draft.group = nil }
            let byteCount = draft.group?.byteCount ?? 0
            guard hasRoom(for: draft, taking: byteCount, state) else { throw .memoryFull }
            let goal = try write(draft.records, now: wallTime)
            state.groups.put(draft.group, at: groupID, taking: byteCount)
            settle(&state)
            draft.group.map { state.noteDeadline(of: $0) }
            if case .success(.later(let ticket)) = result { state.waiting[ticket] = .some(nil) }
            let loops = state.file(draft.effects, goal: goal)
            let reply = result.map { reply -> GroupReply<Value> in
                switch reply {
                case .now(let value): .now(Recorded(value: value, goal: goal))
                case .later(let ticket): .later(ticket)
                }
            }
            return (reply, loops)
        }
        tell(loops)
        return try reply.get()
    }
}
