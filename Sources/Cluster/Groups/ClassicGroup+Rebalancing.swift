import Syscalls

extension ClassicGroup {
    /// Begins a rebalance, or ends the one that goes on if it waited for this.
    mutating func rebalanceOrComplete(_ now: Instant, _ wallTime: Timestamp) {
        switch state {
        case .empty, .completingRebalance, .stable: prepareRebalance(now, wallTime)
        case .preparingRebalance: completeIfAllJoined(now, wallTime)
        case .dead: break
        }
    }

    private mutating func prepareRebalance(_ now: Instant, _ wallTime: Timestamp) {
        sendSyncsHome(.rebalanceInProgress)
        syncDeadline = nil
        pendingSync = []
        let isInitial = state == .empty
        let timeout = rebalanceTimeoutMs
        let first = isInitial ? min(settings.initialRebalanceDelayMs, timeout) : timeout
        state = .preparingRebalance(
            Rebalance(
                deadline: now.advanced(byMilliseconds: first),
                initial: isInitial ? .init(remainingMs: max(timeout - first, 0)) : nil))
        if isInitial, first == 0 {
            completeJoin(now, wallTime)
        } else {
            completeIfAllJoined(now, wallTime)
        }
    }

    /// Ends the rebalance where all have joined; the first one of an empty group waits for its time.
    mutating func completeIfAllJoined(_ now: Instant, _ wallTime: Timestamp) {
        guard case .preparingRebalance(let rebalance) = state else { return }
        if rebalance.initial == nil, haveAllJoined {
            completeJoin(now, wallTime)
        }
    }

    /// The time of the rebalance is up: newcomers extend the first one, any other ends without the latecomers.
    mutating func rebalanceIsDue(_ rebalance: Rebalance, _ now: Instant, _ wallTime: Timestamp) {
        guard let initial = rebalance.initial, initial.hasNewcomer, initial.remainingMs > 0 else {
            completeJoin(now, wallTime)
            return
        }
        let delay = min(settings.initialRebalanceDelayMs, initial.remainingMs)
        state = .preparingRebalance(
            Rebalance(
                deadline: now.advanced(byMilliseconds: delay),
                initial: .init(remainingMs: initial.remainingMs - delay)))
    }

    /// Begins the next generation with those who joined, and the static members who did not.
    private mutating func completeJoin(_ now: Instant, _ wallTime: Timestamp) {
        guard members.isEmpty || electLeader() else {
            state = .preparingRebalance(
                Rebalance(deadline: now.advanced(byMilliseconds: rebalanceTimeoutMs), initial: nil))
            return
        }
        members.removeAll { $0.join == nil && $0.instanceID == nil }
        generation &+= 1
        stateTimestamp = wallTime
        guard !members.isEmpty else {
            becomeEmpty()
            return
        }
        protocolName = selectedProtocol()
        state = .completingRebalance
        pendingSync = Set(members.map(\.id))
        syncDeadline = now.advanced(byMilliseconds: rebalanceTimeoutMs)
        for place in members.indices {
            touch(place, now)
            members[place].isNew = false
            guard let ticket = members[place].join else { continue }
            members[place].join = nil
            effects.joined.append((ticket, .success(answer(for: members[place]))))
        }
    }

    private mutating func becomeEmpty() {
        state = .empty
        protocolName = nil
        leaderID = nil
        pendingSync = []
        syncDeadline = nil
        effects.mustPersist = true
    }

    /// Keeps the leader if it joined, otherwise takes the first who did.
    ///
    /// - Returns: whether there is one; static members alone who did not join cannot lead.
    private mutating func electLeader() -> Bool {
        if let leaderID, member(leaderID)?.join != nil {
            return true
        }
        guard let joined = members.first(where: { $0.join != nil }) else { return false }
        leaderID = joined.id
        return true
    }

    /// Answers all SyncGroups that wait for the leader's with an error.
    mutating func sendSyncsHome(_ error: GroupError) {
        for place in members.indices {
            guard let ticket = members[place].sync else { continue }
            members[place].sync = nil
            effects.synced.append((ticket, .failure(error)))
        }
    }
}
