package import Syscalls

/// Who is alive: heartbeats, timeouts, leaving.
extension ClassicGroup {
    /// Keeps a member's session alive.
    ///
    /// - Throws: ``GroupError/rebalanceInProgress`` where it must join again; its session is kept all the same.
    package mutating func heartbeat(
        memberID: String, instanceID: String?, generation: Int32, now: Instant
    ) throws(GroupError) {
        guard state != .dead else { throw .notAvailable }
        let place = try validated(memberID, instanceID: instanceID)
        guard generation == self.generation else { throw .illegalGeneration }
        switch state {
        case .empty, .dead:
            throw .unknownMember
        case .completingRebalance, .stable:
            touch(place, now)
        case .preparingRebalance:
            touch(place, now)
            throw .rebalanceInProgress
        }
    }

    /// Whether offsets may be committed by whom the request names; but in a transaction it counts as a
    /// heartbeat.
    ///
    /// A generation below 0 is a consumer that is in no group: it may, as long as nobody is in it. In a
    /// transaction it may always, since old versions of the request name no member.
    package mutating func admitCommit(
        memberID: String, instanceID: String?, generation: Int32, isTransactional: Bool,
        now: Instant
    ) throws(GroupError) {
        guard state != .dead else { throw .unknownMember }
        if generation < 0, state == .empty { return }
        if generation < 0, memberID.isEmpty, instanceID == nil {
            guard isTransactional else { throw .unknownMember }
            return
        }
        let place = try validated(memberID, instanceID: instanceID)
        guard generation == self.generation else { throw .illegalGeneration }
        guard !isTransactional else { return }
        guard state != .completingRebalance else { throw .rebalanceInProgress }
        touch(place, now)
    }

    /// Takes a member out, by its id or, for a static one, by its instance id alone.
    package mutating func leave(
        memberID: String, instanceID: String?, now: Instant, wallTime: Timestamp
    ) throws(GroupError) {
        guard state != .dead else { throw .notAvailable }
        if instanceID == nil, pendingMembers.removeValue(forKey: memberID) != nil {
            completeIfAllJoined(now, wallTime)
            return
        }
        guard let instanceID, memberID.isEmpty else {
            remove(try validated(memberID, instanceID: instanceID))
            rebalanceOrComplete(now, wallTime)
            return
        }
        guard let current = self.memberID(ofInstance: instanceID), let place = index(of: current)
        else {
            throw .unknownMember
        }
        remove(place)
        rebalanceOrComplete(now, wallTime)
    }

    /// Removes who fell silent, and ends what took too long.
    package mutating func tick(now: Instant, wallTime: Timestamp) {
        pendingMembers = pendingMembers.filter { $0.value > now }
        let silent = members.filter { $0.deadline <= now && !isExcused($0) }.map(\.id)
        for id in silent {
            guard let place = index(of: id) else { continue }
            remove(place)
            rebalanceOrComplete(now, wallTime)
        }
        if let syncDeadline, syncDeadline <= now {
            removeWhoDidNotSync(now, wallTime)
        }
        if case .preparingRebalance(let rebalance) = state, rebalance.deadline <= now {
            rebalanceIsDue(rebalance, now, wallTime)
        }
        completeIfAllJoined(now, wallTime)
    }

    /// When ``tick(now:wallTime:)`` has something to do, unless something happens before.
    package var nextDeadline: Instant {
        var next = syncDeadline ?? .distantFuture
        if case .preparingRebalance(let rebalance) = state {
            next = min(next, rebalance.deadline)
        }
        for member in members where !isExcused(member) {
            next = min(next, member.deadline)
        }
        return pendingMembers.values.reduce(next, min)
    }

    /// Marks the group as gone; whoever still waits is told so.
    package mutating func die() {
        for member in members {
            member.join.map { effects.joined.append(($0, .failure(.notAvailable))) }
            member.sync.map { effects.synced.append(($0, .failure(.notAvailable))) }
        }
        members = []
        pendingMembers = [:]
        state = .dead
    }

    mutating func touch(_ place: Int, _ now: Instant) {
        members[place].deadline = now.advanced(byMilliseconds: members[place].sessionTimeoutMs)
    }

    /// Whether no heartbeats are expected of the member, since it waits for an answer.
    ///
    /// A newcomer is given five minutes: its client may be gone, and nothing else would tell.
    private func isExcused(_ member: Member) -> Bool {
        !member.isNew && (member.join != nil || member.sync != nil)
    }

    private mutating func remove(_ place: Int) {
        let member = members.remove(at: place)
        pendingSync.remove(member.id)
        member.join.map { effects.joined.append(($0, .failure(.unknownMember))) }
        member.sync.map { effects.synced.append(($0, .failure(.unknownMember))) }
        if leaderID == member.id {
            leaderID = members.first?.id
        }
    }

    /// The rebalance timeout went by since the last join: whoever has not synced is out (KAFKA-9752).
    private mutating func removeWhoDidNotSync(_ now: Instant, _ wallTime: Timestamp) {
        syncDeadline = nil
        let late = pendingSync
        guard !late.isEmpty else { return }
        for id in late {
            index(of: id).map { remove($0) }
        }
        rebalanceOrComplete(now, wallTime)
    }
}
