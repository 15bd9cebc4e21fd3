package import Syscalls

/// A SyncGroup, as the group sees it.
package struct SyncRequest: Sendable {
    package var memberID = ""
    package var instanceID: String?
    package var generation: Int32 = -1
    /// What v5 and later name; nil below.
    package var named: (protocolType: String?, protocolName: String?)?
    /// The leader's shares for the members.
    package var assignments: [(memberID: String, assignment: [UInt8])] = []

    package init() {}
}

/// The answer to a SyncGroup.
package struct SyncAnswer: Sendable {
    package var protocolType: String?
    package var protocolName: String?
    package var assignment: [UInt8]
}

extension ClassicGroup {
    /// Hands out a member's share, once the leader has shared out.
    ///
    /// - Returns: the answer where there is one at once; nil: it comes in ``takeEffects()`` under `ticket`.
    package mutating func sync(
        _ request: SyncRequest, ticket: GroupTicket, now: Instant, wallTime: Timestamp
    ) throws(GroupError) -> SyncAnswer? {
        guard state != .dead else { throw .notAvailable }
        let place = try validated(request.memberID, instanceID: request.instanceID)
        guard request.generation == generation else { throw .illegalGeneration }
        if let named = request.named {
            guard named.protocolType == protocolType, named.protocolName == protocolName else {
                throw .inconsistentProtocol
            }
        }
        switch state {
        case .empty, .dead: throw .unknownMember
        case .preparingRebalance: throw .rebalanceInProgress
        case .completingRebalance:
            if let earlier = members[place].sync {
                effects.synced.append((earlier, .failure(.rebalanceInProgress)))
            }
            members[place].sync = ticket
            hasSynced(place)
            if members[place].id == leaderID {
                shareOut(request.assignments, now, wallTime)
            }
            return nil
        case .stable:
            hasSynced(place)
            touch(place, now)
            return syncAnswer(for: members[place])
        }
    }

    private mutating func hasSynced(_ place: Int) {
        pendingSync.remove(members[place].id)
        if pendingSync.isEmpty {
            syncDeadline = nil
        }
    }

    /// The leader has decided: whom it did not name gets nothing.
    private mutating func shareOut(
        _ assignments: [(memberID: String, assignment: [UInt8])], _ now: Instant,
        _ wallTime: Timestamp
    ) {
        let shares = Dictionary(
            assignments.map { ($0.memberID, $0.assignment) }, uniquingKeysWith: { _, last in last })
        state = .stable
        stateTimestamp = wallTime
        effects.mustPersist = true
        for place in members.indices {
            members[place].assignment = shares[members[place].id] ?? []
            guard let ticket = members[place].sync else { continue }
            members[place].sync = nil
            touch(place, now)
            effects.synced.append((ticket, .success(syncAnswer(for: members[place]))))
        }
    }

    private func syncAnswer(for member: Member) -> SyncAnswer {
        SyncAnswer(
            protocolType: protocolType, protocolName: protocolName, assignment: member.assignment)
    }
}
