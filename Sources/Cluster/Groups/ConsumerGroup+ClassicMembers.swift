package import Bytes
import KafkaMessages
package import Syscalls

/// Members that speak the classic protocol in a consumer group: they are told their shares by the broker,
/// and a heartbeat's ``GroupError/rebalanceInProgress`` is the broker's way to have them let go.
extension ConsumerGroup {
    /// Takes in a classic member, or hears from one that came again.
    package mutating func joinClassic(
        _ request: JoinRequest, topics: TopicDirectory, now: Instant
    ) throws(GroupError) -> JoinAnswer {
        guard request.protocolType == ConsumerProtocol.type, supports(request) else {
            throw .inconsistentProtocol
        }
        guard let first = request.protocols.first,
            let subscription = ConsumerProtocol.subscription(first.metadata)
        else { throw .inconsistentProtocol }
        let place = try classicPlace(request)
        let before = members[place]
        takeIn(request, subscription, at: place)
        touch(place, now)
        let hasChanged = refreshSubscriptions(topics)
        if hasChanged || before.topicNames != members[place].topicNames
            || before.rebalanceTimeoutMs < 0
        {
            moveEpoch()
        }
        computeTargets(topics)
        reconcile(place, owned: owned(by: subscription, topics), now)
        members[place].rebalanceDeadline = now.advanced(byMilliseconds: request.rebalanceTimeoutMs)
        return JoinAnswer(
            memberID: members[place].id, generation: members[place].epoch,
            protocolType: ConsumerProtocol.type, protocolName: first.name, leaderID: "")
    }

    /// Tells a classic member its share.
    package mutating func syncClassic(
        _ request: SyncRequest, topicName: (Uuid) -> String?, now: Instant
    ) throws(GroupError) -> SyncAnswer {
        let (place, classic) = try classicMember(
            request.memberID, instanceID: request.instanceID, generation: request.generation)
        let name = classic.protocols.first?.name
        if let named = request.named {
            guard named.protocolType == ConsumerProtocol.type, named.protocolName == name else {
                throw .inconsistentProtocol
            }
        }
        let member = members[place]
        guard epoch <= member.epoch || member.state == .unrevokedPartitions else {
            throw .rebalanceInProgress
        }
        touch(place, now)
        members[place].rebalanceDeadline = .distantFuture
        return SyncAnswer(
            protocolType: ConsumerProtocol.type, protocolName: name,
            assignment: assignmentBytes(of: member, topicName))
    }

    /// Keeps a classic member alive.
    ///
    /// - Throws: ``GroupError/rebalanceInProgress`` where it must join again: what is wanted has changed, it
    ///   has to let go of partitions, or those that it waits for are free.
    package mutating func heartbeatClassic(
        memberID: String, instanceID: String?, generation: Int32, now: Instant
    ) throws(GroupError) {
        let (place, _) = try classicMember(memberID, instanceID: instanceID, generation: generation)
        touch(place, now)
        let member = members[place]
        let mustJoin =
            member.epoch < epoch || member.state == .unrevokedPartitions
            || member.state == .unreleasedPartitions && hasReleasedPartitions(for: member)
        guard mustJoin else { return }
        if member.rebalanceDeadline == .distantFuture {
            members[place].rebalanceDeadline = now.advanced(
                byMilliseconds: Int64(member.rebalanceTimeoutMs))
        }
        throw .rebalanceInProgress
    }

    /// Whether all classic members share one of the protocols.
    private func supports(_ request: JoinRequest) -> Bool {
        let others = members.filter { $0.id != request.memberID }.compactMap(\.classic)
        let shared = others.reduce(into: Set(request.protocols.map(\.name))) { shared, other in
            shared.formIntersection(other.protocols.map(\.name))
        }
        return !shared.isEmpty
    }

    private mutating func classicPlace(_ request: JoinRequest) throws(GroupError) -> Int {
        if let instanceID = request.instanceID, let place = index(ofInstance: instanceID) {
            guard request.memberID.isEmpty || members[place].id == request.memberID else {
                throw .fencedInstance
            }
            if request.memberID.isEmpty {
                replace(place, with: "\(instanceID)-\(request.freshSuffix)")
            }
            return place
        }
        if let place = index(of: request.memberID) {
            return place
        }
        guard request.instanceID == nil || request.memberID.isEmpty else { throw .unknownMember }
        guard members.count < settings.maxSize else { throw .groupFull }
        let fresh = "\(request.instanceID ?? request.clientID)-\(request.freshSuffix)"
        if request.memberID.isEmpty, request.instanceID == nil, request.takesIDFirst {
            throw .memberIDRequired(fresh)
        }
        let id = request.memberID.isEmpty ? fresh : request.memberID
        members.append(Member(id: id, instanceID: request.instanceID))
        return members.count - 1
    }

    private mutating func takeIn(
        _ request: JoinRequest, _ subscription: ConsumerProtocolSubscription, at place: Int
    ) {
        var member = members[place]
        member.clientID = request.clientID
        member.clientHost = request.clientHost
        member.rackID = subscription.rackId
        member.rebalanceTimeoutMs = Int32(clamping: request.rebalanceTimeoutMs)
        member.topicNames = Set(subscription.topics)
        member.topicRegex = nil
        member.assignor = nil
        member.classic = Member.Classic(
            sessionTimeoutMs: Int32(clamping: request.sessionTimeoutMs),
            protocols: request.protocols.map { .init(name: $0.name, metadata: $0.metadata) })
        guard member != members[place] else { return }
        members[place] = member
        records.append(.member(member.id, member))
    }

    private func owned(
        by subscription: ConsumerProtocolSubscription, _ topics: TopicDirectory
    ) -> PartitionSet {
        PartitionSet(
            subscription.ownedPartitions.compactMap { owned in
                topics.topic(owned.topic).map { ($0.id, owned.partitions) }
            })
    }

    private func classicMember(
        _ memberID: String, instanceID: String?, generation: Int32
    ) throws(GroupError) -> (Int, Member.Classic) {
        let place: Int
        if let instanceID {
            guard let found = index(ofInstance: instanceID) else { throw .unknownMember }
            guard members[found].id == memberID else { throw .fencedInstance }
            place = found
        } else {
            guard let found = index(of: memberID) else { throw .unknownMember }
            place = found
        }
        guard let classic = members[place].classic else { throw .unknownMember }
        guard members[place].epoch == generation else { throw .illegalGeneration }
        return (place, classic)
    }

    /// A member's share in the bytes that a classic member understands.
    func assignmentBytes(of member: Member, _ topicName: (Uuid) -> String?) -> [UInt8] {
        var assignment = ConsumerProtocolAssignment()
        assignment.assignedPartitions = member.assigned.sorted.compactMap { topicID, partitions in
            guard let name = topicName(topicID) else { return nil }
            var assigned = ConsumerProtocolAssignment.AssignedPartitions()
            assigned.topic = name
            assigned.partitions = partitions
            return assigned
        }
        let metadata = member.classic?.protocols.first?.metadata ?? []
        return ConsumerProtocol.bytes(assignment, version: ConsumerProtocol.version(of: metadata))
    }
}
