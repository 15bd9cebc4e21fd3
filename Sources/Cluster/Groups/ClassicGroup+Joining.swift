package import Syscalls

/// A JoinGroup, as the group sees it.
package struct JoinRequest: Sendable {
    /// Empty for one who comes for the first time.
    package var memberID = ""
    package var instanceID: String?
    package var clientID = ""
    package var clientHost = ""
    package var sessionTimeoutMs: Int64 = 0
    package var rebalanceTimeoutMs: Int64 = 0
    package var protocolType = ""
    package var protocols: [(name: String, metadata: [UInt8])] = []
    /// v4 and later: a newcomer is given its id first (KIP-394).
    package var takesIDFirst = false
    /// v9 and later: a static leader that returns is told to keep the assignment (KIP-814).
    package var canSkipAssignment = false
    /// The end of the id that a newcomer gets.
    package var freshSuffix = ""

    package init() {}
}

/// The answer to a JoinGroup that took part in a generation.
package struct JoinAnswer: Sendable {
    package var memberID: String
    package var generation: Int32
    package var protocolType: String?
    package var protocolName: String?
    package var leaderID: String
    package var skipAssignment = false
    /// All members with their metadata, for the leader; empty for the others.
    package var members: [(id: String, instanceID: String?, metadata: [UInt8])] = []
}

extension ClassicGroup {
    /// Takes a member in, or takes notice that it wants to join again.
    ///
    /// - Returns: the answer where there is one at once; nil: it comes in ``takeEffects()`` under `ticket`.
    package mutating func join(
        _ request: JoinRequest, ticket: GroupTicket, now: Instant, wallTime: Timestamp
    ) throws(GroupError) -> JoinAnswer? {
        guard state != .dead else { throw .notAvailable }
        guard hasRoom(for: request.memberID) else { throw .groupFull }
        guard supports(type: request.protocolType, protocols: request.protocols.map(\.name)) else {
            throw .inconsistentProtocol
        }
        if request.memberID.isEmpty {
            return try joinAnew(request, ticket, now, wallTime)
        }
        if pendingMembers.removeValue(forKey: request.memberID) != nil {
            add(request, id: request.memberID, ticket, now)
            rebalanceOrComplete(now, wallTime)
            return nil
        }
        let place = try validated(request.memberID, instanceID: request.instanceID)
        return try joinAgain(place, request, ticket, now, wallTime)
    }

    private func hasRoom(for memberID: String) -> Bool {
        switch state {
        case .empty, .dead:
            true
        case .preparingRebalance:
            member(memberID)?.join != nil || members.count { $0.join != nil } < settings.maxSize
        case .completingRebalance, .stable:
            index(of: memberID) != nil || members.count < settings.maxSize
        }
    }

    /// Ids that are given out and not joined with, at most: whoever asks for more is no consumer.
    private static let mostPendingMembers = 10_000

    private mutating func joinAnew(
        _ request: JoinRequest, _ ticket: GroupTicket, _ now: Instant, _ wallTime: Timestamp
    ) throws(GroupError) -> JoinAnswer? {
        let fresh = "\(request.instanceID ?? request.clientID)-\(request.freshSuffix)"
        if let instanceID = request.instanceID, let old = memberID(ofInstance: instanceID) {
            return takeOver(old, as: fresh, request, ticket, now, wallTime)
        }
        if request.instanceID == nil, request.takesIDFirst {
            guard pendingMembers.count < Self.mostPendingMembers else { throw .groupFull }
            pendingMembers[fresh] = now.advanced(byMilliseconds: request.sessionTimeoutMs)
            throw .memberIDRequired(fresh)
        }
        add(request, id: fresh, ticket, now)
        rebalanceOrComplete(now, wallTime)
        return nil
    }

    private mutating func joinAgain(
        _ place: Int, _ request: JoinRequest, _ ticket: GroupTicket, _ now: Instant,
        _ wallTime: Timestamp
    ) throws(GroupError) -> JoinAnswer? {
        let isUnchanged = members[place].matches(request.protocols)
        let isLeader = members[place].id == leaderID
        switch state {
        case .empty, .dead:
            throw .unknownMember
        case .completingRebalance where isUnchanged, .stable where isUnchanged && !isLeader:
            touch(place, now)
            return answer(for: members[place])
        case .preparingRebalance, .completingRebalance, .stable:
            update(place, request, ticket)
            rebalanceOrComplete(now, wallTime)
            return nil
        }
    }

    /// How long one who never was answered may wait in a rebalance, as in Kafka: it sends no heartbeats.
    private static let newMemberTimeoutMs: Int64 = 300_000

    private mutating func add(
        _ request: JoinRequest, id: String, _ ticket: GroupTicket, _ now: Instant
    ) {
        if members.isEmpty {
            protocolType = request.protocolType
        }
        var member = Member(
            id: id, instanceID: request.instanceID, clientID: request.clientID,
            clientHost: request.clientHost, sessionTimeoutMs: request.sessionTimeoutMs,
            rebalanceTimeoutMs: request.rebalanceTimeoutMs, protocols: request.protocols,
            deadline: now.advanced(byMilliseconds: Self.newMemberTimeoutMs))
        member.join = ticket
        members.append(member)
        if leaderID == nil {
            leaderID = id
        }
        if case .preparingRebalance(var rebalance) = state, rebalance.initial != nil {
            rebalance.initial?.hasNewcomer = true
            state = .preparingRebalance(rebalance)
        }
    }

    private mutating func update(_ place: Int, _ request: JoinRequest, _ ticket: GroupTicket) {
        if let earlier = members[place].join {
            effects.joined.append((earlier, .failure(.unknownMember)))
        }
        members[place].protocols = request.protocols
        members[place].clientID = request.clientID
        members[place].clientHost = request.clientHost
        members[place].sessionTimeoutMs = request.sessionTimeoutMs
        members[place].rebalanceTimeoutMs = request.rebalanceTimeoutMs
        members[place].join = ticket
    }

    /// A static member comes back under a new id and takes the place of its old self (KIP-345).
    ///
    /// Where the protocol stays the same nobody else notices.
    private mutating func takeOver(
        _ old: String, as fresh: String, _ request: JoinRequest, _ ticket: GroupTicket,
        _ now: Instant, _ wallTime: Timestamp
    ) -> JoinAnswer? {
        guard let place = index(of: old) else {
            preconditionFailure("an instance without a member")
        }
        fence(place)
        members[place].id = fresh
        pendingSync.remove(old)
        let ledBefore = leaderID == old
        if ledBefore {
            leaderID = fresh
        }
        update(place, request, ticket)
        touch(place, now)
        guard state == .stable, selectedProtocol() == protocolName else {
            rebalanceOrComplete(now, wallTime)
            return nil
        }
        members[place].join = nil
        effects.mustPersist = true
        var answer = answer(for: members[place])
        if ledBefore, request.canSkipAssignment {
            answer.skipAssignment = true
        } else if ledBefore {
            answer.leaderID = old
            answer.members = []
        }
        effects.joined.append((ticket, .success(answer)))
        return nil
    }

    /// What an old self still waits for ends in its being fenced.
    private mutating func fence(_ place: Int) {
        if let join = members[place].join {
            effects.joined.append((join, .failure(.fencedInstance)))
            members[place].join = nil
        }
        if let sync = members[place].sync {
            effects.synced.append((sync, .failure(.fencedInstance)))
            members[place].sync = nil
        }
    }

    /// The answer to a join in the generation at hand.
    func answer(for member: Member) -> JoinAnswer {
        var answer = JoinAnswer(
            memberID: member.id, generation: generation, protocolType: protocolType,
            protocolName: protocolName, leaderID: leaderID ?? "")
        if member.id == leaderID {
            answer.members = members.map { ($0.id, $0.instanceID, $0.metadata(for: protocolName)) }
        }
        return answer
    }
}
