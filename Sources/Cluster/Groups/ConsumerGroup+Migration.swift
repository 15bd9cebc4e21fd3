package import Bytes
import KafkaMessages
package import Syscalls

/// Groups change their kind while they work (KIP-848, online migration).
extension ConsumerGroup {
    /// A classic group of consumers as a consumer group: its generation becomes the epoch, its members keep
    /// what they have.
    ///
    /// Everything of it is in ``takeRecords()``. nil where a member's bytes are none of a consumer's.
    package init?(
        upgrading group: ClassicGroup, settings: Settings, topics: TopicDirectory, now: Instant
    ) {
        self.init(id: group.id, settings: settings)
        epoch = group.generation
        assignmentEpoch = group.generation
        for old in group.members {
            guard let member = Member(old, of: group, topics) else { return nil }
            members.append(member)
            targets[member.id] = member.assigned
            own(member)
            touch(members.count - 1, now)
            records += [
                .member(member.id, member), .target(member.id, member.assigned),
                .assignment(member.id, member),
            ]
        }
        _ = refreshSubscriptions(topics)
        records += [.epoch(epoch, subscriptionHash: subscriptionHash), .assignmentEpoch(epoch)]
    }

    /// What is left of the group as a classic one: its epoch becomes the generation, and all must join again.
    package func downgraded(
        settings: ClassicGroup.Settings, topicName: (Uuid) -> String?, now: Instant,
        wallTime: Timestamp
    ) -> ClassicGroup {
        var group = ClassicGroup(id: id, settings: settings)
        group.generation = epoch
        group.protocolType = ConsumerProtocol.type
        group.stateTimestamp = wallTime
        group.members = members.compactMap { member in
            guard let classic = member.classic else { return nil }
            var kept = ClassicGroup.Member(
                id: member.id, instanceID: member.instanceID, clientID: member.clientID,
                clientHost: member.clientHost, sessionTimeoutMs: Int64(classic.sessionTimeoutMs),
                rebalanceTimeoutMs: Int64(member.rebalanceTimeoutMs),
                protocols: classic.protocols.map { ($0.name, $0.metadata) },
                deadline: now.advanced(byMilliseconds: Int64(classic.sessionTimeoutMs)))
            kept.isNew = false
            kept.assignment = assignmentBytes(of: member, topicName)
            return kept
        }
        group.protocolName = group.selectedProtocol()
        group.state = .stable
        group.effects.mustPersist = true
        group.rebalanceOrComplete(now, wallTime)
        return group
    }

    /// The tombstones of everything that was written of the group.
    package var tombstones: [ConsumerGroupRecord] {
        let ofMembers = members.flatMap { member -> [ConsumerGroupRecord] in
            [.assignment(member.id, nil), .target(member.id, nil), .member(member.id, nil)]
        }
        let ofExpressions = matches.keys.sorted().map {
            ConsumerGroupRecord.regularExpression($0, nil)
        }
        return ofMembers + ofExpressions + [
            .assignmentEpoch(nil), .epoch(nil, subscriptionHash: 0),
        ]
    }
}

extension ConsumerGroup.Member {
    /// A member of a classic group, as it was.
    fileprivate init?(_ old: ClassicGroup.Member, of group: ClassicGroup, _ topics: TopicDirectory)
    {
        let metadata = old.metadata(for: group.protocolName)
        guard let subscription = ConsumerProtocol.subscription(metadata) else { return nil }
        var assigned = PartitionSet()
        if !old.assignment.isEmpty {
            guard let share = ConsumerProtocol.assignment(old.assignment) else { return nil }
            assigned = PartitionSet(
                share.assignedPartitions.compactMap { topic in
                    topics.topic(topic.topic).map { ($0.id, topic.partitions) }
                })
        }
        self.init(id: old.id, instanceID: old.instanceID)
        rackID = subscription.rackId
        clientID = old.clientID
        clientHost = old.clientHost
        rebalanceTimeoutMs = Int32(clamping: old.rebalanceTimeoutMs)
        topicNames = Set(subscription.topics)
        classic = Classic(
            sessionTimeoutMs: Int32(clamping: old.sessionTimeoutMs),
            protocols: old.protocols.map { .init(name: $0.name, metadata: $0.metadata) })
        epoch = group.generation
        previousEpoch = group.generation
        self.assigned = assigned
    }
}
