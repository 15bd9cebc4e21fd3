package import Syscalls

/// Who goes, and who is taken out.
extension ConsumerGroup {
    /// Takes out a member that leaves for good (-1), or lets a static one go for a while (-2).
    package mutating func leave(
        _ request: ConsumerHeartbeat, topics: TopicDirectory, now: Instant, wallTime: Timestamp
    ) throws(ConsumerGroupError) {
        let place: Int
        if let instanceID = request.instanceID {
            guard let found = index(ofInstance: instanceID) else { throw .unknownMember }
            guard members[found].id == request.memberID else { throw .fencedInstance }
            place = found
        } else {
            guard let found = index(of: request.memberID) else { throw .unknownMember }
            place = found
        }
        if request.epoch == Member.leftStatically {
            leaveStatically(place, now)
        } else {
            remove([members[place].id], topics, wallTime)
        }
    }

    /// Takes out members by an administrator's word (LeaveGroup), by id or by instance id alone.
    ///
    /// - Returns: for each whether it was there.
    package mutating func remove(
        _ identities: [(memberID: String, instanceID: String?)], topics: TopicDirectory,
        wallTime: Timestamp
    ) -> [Result<Void, ConsumerGroupError>] {
        var gone: [String] = []
        let results = identities.map { memberID, instanceID -> Result<Void, ConsumerGroupError> in
            guard let instanceID else {
                guard index(of: memberID) != nil else { return .failure(.unknownMember) }
                gone.append(memberID)
                return .success(())
            }
            guard let place = index(ofInstance: instanceID) else { return .failure(.unknownMember) }
            guard memberID.isEmpty || members[place].id == memberID else {
                return .failure(.fencedInstance)
            }
            gone.append(members[place].id)
            return .success(())
        }
        remove(gone, topics, wallTime)
        return results
    }

    /// Takes out who fell silent, and who did not let go in time.
    package mutating func tick(topics: TopicDirectory, now: Instant, wallTime: Timestamp) {
        let gone = members.filter { $0.deadline <= now || $0.rebalanceDeadline <= now }
        remove(gone.map(\.id), topics, wallTime)
    }

    /// When ``tick(topics:now:wallTime:)`` has something to do, unless something happens before.
    package var nextDeadline: Instant {
        members.reduce(.distantFuture) { min($0, min($1.deadline, $1.rebalanceDeadline)) }
    }

    private mutating func leaveStatically(_ place: Int, _ now: Instant) {
        disown(members[place])
        members[place].epoch = Member.leftStatically
        members[place].pendingRevocation = .init()
        members[place].rebalanceDeadline = .distantFuture
        own(members[place])
        touch(place, now)
        records.append(.assignment(members[place].id, members[place]))
    }

    private mutating func remove(_ ids: [String], _ topics: TopicDirectory, _ wallTime: Timestamp) {
        guard !ids.isEmpty else { return }
        for id in ids {
            guard let place = index(of: id) else { continue }
            disown(members[place])
            members.remove(at: place)
            targets[id] = nil
            records += [.assignment(id, nil), .target(id, nil), .member(id, nil)]
        }
        if members.isEmpty {
            emptySince = wallTime
        }
        if settings.allowsDowngrade, !members.isEmpty, members.allSatisfy({ $0.classic != nil }) {
            mustDowngrade = true
            return
        }
        _ = refreshSubscriptions(topics)
        moveEpoch()
    }
}
