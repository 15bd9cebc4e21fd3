package import Syscalls

/// A ConsumerGroupHeartbeat, as the group sees it; nil fields say "unchanged".
package struct ConsumerHeartbeat: Sendable {
    package var memberID = ""
    /// 0 joins, -1 leaves, -2 leaves and will be back.
    package var epoch: Int32 = 0
    package var instanceID: String?
    package var rackID: String?
    package var rebalanceTimeoutMs: Int32?
    package var topicNames: Set<String>?
    package var topicRegex: String?
    package var assignor: String?
    package var owned: PartitionSet?
    package var clientID = ""
    package var clientHost = ""

    package init() {}

    /// Whether it says all there is to say, and so wants to be told all.
    var isFull: Bool {
        epoch == 0
            || rebalanceTimeoutMs != nil && (topicNames != nil || topicRegex != nil) && owned != nil
    }

    /// Whether it says no more than that the member is there.
    fileprivate var isBrief: Bool {
        rackID == nil && rebalanceTimeoutMs == nil && topicNames == nil && topicRegex == nil
            && assignor == nil && owned == nil
    }
}

/// The answer to a ConsumerGroupHeartbeat.
package struct ConsumerHeartbeatAnswer: Sendable, Equatable {
    package var memberID: String
    package var epoch: Int32
    package var heartbeatIntervalMs: Int32
    /// nil: unchanged.
    package var assignment: PartitionSet?
}

/// Why a heartbeat of KIP-848 is refused.
package enum ConsumerGroupError: Error, Equatable {
    case groupNotFound
    case unknownMember
    case fencedMemberEpoch
    case fencedInstance
    case unreleasedInstance
    case unsupportedAssignor
    case invalidRegularExpression
    case groupFull
}

extension ConsumerGroup {
    /// Keeps a member alive, takes in what it wants, and moves it towards its target.
    package mutating func heartbeat(
        _ request: ConsumerHeartbeat, topics: TopicDirectory, now: Instant
    ) throws(ConsumerGroupError) -> ConsumerHeartbeatAnswer {
        try check(request, topics)
        let place = request.epoch == 0 ? try join(request) : try known(request)
        let before = members[place]
        let hasNewSubscription = takeIn(request, at: place)
        touch(place, now)
        resolve(members[place].topicRegex, topics)
        let hasChanged = refreshSubscriptions(topics)
        if hasNewSubscription || hasChanged {
            moveEpoch()
        }
        computeTargets(topics)
        reconcile(place, owned: request.owned, now)
        topicsVersion = topics.version
        return answer(to: request, place, before)
    }

    /// The heartbeat of a member that has all it is to have and says nothing new, as nearly all are.
    ///
    /// It writes nothing, looks at no other member, and changes the group where it stands.
    ///
    /// - Returns: nil where there is more to do.
    package mutating func steadyHeartbeat(
        _ request: ConsumerHeartbeat, topics: TopicDirectory, now: Instant
    ) -> ConsumerHeartbeatAnswer? {
        guard request.isBrief, request.epoch == epoch, epoch == assignmentEpoch, epoch > 0,
            topics.version != nil, topics.version == topicsVersion, matches.isEmpty,
            let place = index(of: request.memberID), isSettled(place, request)
        else { return nil }
        touch(place, now)
        return ConsumerHeartbeatAnswer(
            memberID: request.memberID, epoch: epoch,
            heartbeatIntervalMs: settings.heartbeatIntervalMs, assignment: nil)
    }

    /// Whether the member is what the request takes it for, and on no way to anywhere.
    private func isSettled(_ place: Int, _ request: ConsumerHeartbeat) -> Bool {
        members[place].epoch == epoch && members[place].state == .stable
            && members[place].classic == nil
            && (request.instanceID == nil || members[place].instanceID == request.instanceID)
            && members[place].clientID == request.clientID
            && members[place].clientHost == request.clientHost
    }

    /// The answer to the member that left.
    package static func farewell(_ request: ConsumerHeartbeat) -> ConsumerHeartbeatAnswer {
        ConsumerHeartbeatAnswer(
            memberID: request.memberID, epoch: request.epoch, heartbeatIntervalMs: 0,
            assignment: nil)
    }

    private func check(
        _ request: ConsumerHeartbeat, _ topics: TopicDirectory
    ) throws(ConsumerGroupError) {
        if let assignor = request.assignor {
            guard settings.assignors.contains(where: { $0.rawValue == assignor }) else {
                throw .unsupportedAssignor
            }
        }
        if let regex = request.topicRegex, !regex.isEmpty, topics.matching(regex) == nil {
            throw .invalidRegularExpression
        }
    }

    /// The place of one who joins, joins again, or takes the place of its old self.
    private mutating func join(_ request: ConsumerHeartbeat) throws(ConsumerGroupError) -> Int {
        if let instanceID = request.instanceID, let place = index(ofInstance: instanceID) {
            let old = members[place]
            // An id that another member has is no new self's, either.
            guard
                old.id == request.memberID
                    || old.epoch == Member.leftStatically && index(of: request.memberID) == nil
            else { throw .unreleasedInstance }
            if old.epoch == Member.leftStatically {
                replace(place, with: request.memberID)
            }
            return place
        }
        if let place = index(of: request.memberID) {
            return place
        }
        guard members.count < settings.maxSize else { throw .groupFull }
        members.append(Member(id: request.memberID, instanceID: request.instanceID))
        return members.count - 1
    }

    /// A static member is back: its new self has what the old one had.
    mutating func replace(_ place: Int, with memberID: String) {
        let old = members[place]
        if old.id != memberID {
            records.append(.assignment(old.id, nil))
            records.append(.target(old.id, nil))
            records.append(.member(old.id, nil))
            targets[memberID] = targets.removeValue(forKey: old.id)
            records.append(.target(memberID, targets[memberID] ?? PartitionSet()))
        }
        disown(old)
        members[place].id = memberID
        members[place].epoch = 0
        members[place].previousEpoch = 0
        members[place].state = .stable
        own(members[place])
        records.append(.member(memberID, members[place]))
        records.append(.assignment(memberID, members[place]))
    }

    /// The place of one who is a member already, in this epoch.
    private func known(_ request: ConsumerHeartbeat) throws(ConsumerGroupError) -> Int {
        var place: Int
        if let instanceID = request.instanceID {
            guard let found = index(ofInstance: instanceID) else { throw .unknownMember }
            guard members[found].id == request.memberID else { throw .fencedInstance }
            place = found
        } else {
            guard let found = index(of: request.memberID) else { throw .unknownMember }
            place = found
        }
        let member = members[place]
        guard request.epoch != member.epoch else { return place }
        // The answer to the last heartbeat may have been lost: what it still holds must be its own.
        let isPrevious = request.epoch < member.epoch && request.epoch == member.previousEpoch
        guard isPrevious, let owned = request.owned, owned.isSubset(of: member.assigned) else {
            throw .fencedMemberEpoch
        }
        return place
    }

    /// Takes in what the request says anew.
    ///
    /// - Returns: whether the member wants other topics than before.
    private mutating func takeIn(_ request: ConsumerHeartbeat, at place: Int) -> Bool {
        var member = members[place]
        let wasNew = member.rebalanceTimeoutMs < 0
        let before = member
        member.instanceID = request.instanceID ?? member.instanceID
        member.rackID = request.rackID ?? member.rackID
        member.clientID = request.clientID
        member.clientHost = request.clientHost
        member.rebalanceTimeoutMs = request.rebalanceTimeoutMs ?? member.rebalanceTimeoutMs
        member.topicNames = request.topicNames ?? member.topicNames
        member.topicRegex = request.topicRegex ?? member.topicRegex
        member.assignor = request.assignor ?? member.assignor
        member.classic = nil
        guard member != before else { return false }
        members[place] = member
        records.append(.member(member.id, member))
        return wasNew || member.topicNames != before.topicNames
            || (member.topicRegex ?? "") != (before.topicRegex ?? "")
    }

    private func answer(
        to request: ConsumerHeartbeat, _ place: Int, _ before: Member
    ) -> ConsumerHeartbeatAnswer {
        let member = members[place]
        let isTold = request.isFull || member.assigned != before.assigned
        return ConsumerHeartbeatAnswer(
            memberID: member.id, epoch: member.epoch,
            heartbeatIntervalMs: settings.heartbeatIntervalMs,
            assignment: isTold ? member.assigned : nil)
    }
}
