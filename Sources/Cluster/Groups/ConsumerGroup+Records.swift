import Bytes
package import KafkaMessages
package import Syscalls

/// What is written of a consumer group, and how it is read again.
extension ConsumerGroup {
    /// Takes in a record that was written before; called in the order of the log.
    package mutating func replay(_ record: ConsumerGroupRecord) {
        switch record {
        case .epoch(let epoch, let hash):
            self.epoch = epoch ?? 0
            subscriptionHash = hash
        case .assignmentEpoch(let epoch):
            assignmentEpoch = epoch ?? 0
        case .member(let id, nil):
            members.removeAll { $0.id == id }
        case .member(let id, let written?):
            replay(id) { member in
                let place = member
                member = written
                member.takeAssignment(of: place)
            }
        case .target(let id, let target):
            targets[id] = target
        case .assignment(let id, let written):
            guard let written, index(of: id) != nil else { return }
            replay(id) { $0.takeAssignment(of: written) }
        case .regularExpression(let regex, let topics):
            matches[regex] = topics
        }
    }

    /// Ends the replay: everybody has a whole session to be heard of again.
    package mutating func beginService(now: Instant) {
        for place in members.indices {
            own(members[place])
            touch(place, now)
            if members[place].state == .unrevokedPartitions {
                members[place].rebalanceDeadline = now.advanced(
                    byMilliseconds: Int64(max(members[place].rebalanceTimeoutMs, 0)))
            }
        }
    }

    private mutating func replay(_ id: String, _ change: (inout Member) -> Void) {
        let place: Int
        if let found = index(of: id) {
            place = found
        } else {
            members.append(Member(id: id))
            place = members.count - 1
        }
        change(&members[place])
    }
}

extension ConsumerGroup.Member {
    fileprivate mutating func takeAssignment(of other: Self) {
        epoch = other.epoch
        previousEpoch = other.previousEpoch
        state = other.state
        assigned = other.assigned
        pendingRevocation = other.pendingRevocation
    }
}

// MARK: - The members' records

extension ConsumerGroup.Member {
    /// What it is and wants (`ConsumerGroupMemberMetadataValue`).
    package var metadataValue: ConsumerGroupMemberMetadataValue {
        var value = ConsumerGroupMemberMetadataValue()
        value.instanceId = instanceID
        value.rackId = rackID
        value.clientId = clientID
        value.clientHost = clientHost
        value.subscribedTopicNames = topicNames.sorted()
        value.subscribedTopicRegex = topicRegex
        value.rebalanceTimeoutMs = rebalanceTimeoutMs
        value.serverAssignor = assignor
        value.classicMemberMetadata = classic.map { classic in
            var written = ConsumerGroupMemberMetadataValue.ClassicMemberMetadata()
            written.sessionTimeoutMs = classic.sessionTimeoutMs
            written.supportedProtocols = classic.protocols.map { supported in
                var `protocol` = ConsumerGroupMemberMetadataValue.ClassicMemberMetadata
                    .SupportedProtocols()
                `protocol`.name = supported.name
                `protocol`.metadata = supported.metadata
                return `protocol`
            }
            return written
        }
        return value
    }

    /// The member that ``metadataValue`` was written of, without an assignment.
    package init(id: String, _ value: ConsumerGroupMemberMetadataValue) {
        self.init(id: id, instanceID: value.instanceId)
        rackID = value.rackId
        clientID = value.clientId
        clientHost = value.clientHost
        topicNames = Set(value.subscribedTopicNames)
        topicRegex = value.subscribedTopicRegex
        rebalanceTimeoutMs = value.rebalanceTimeoutMs
        assignor = value.serverAssignor
        classic = value.classicMemberMetadata.map { written in
            Classic(
                sessionTimeoutMs: written.sessionTimeoutMs,
                protocols: written.supportedProtocols.map {
                    ConsumerGroup.Member.ClassicProtocol(name: $0.name, metadata: $0.metadata)
                })
        }
    }

    /// Where it is on its way (`ConsumerGroupCurrentMemberAssignmentValue`).
    package var assignmentValue: ConsumerGroupCurrentMemberAssignmentValue {
        var value = ConsumerGroupCurrentMemberAssignmentValue()
        value.memberEpoch = epoch
        value.previousMemberEpoch = previousEpoch
        value.state = state.rawValue
        value.assignedPartitions = assigned.sorted.map { topicID, partitions in
            var topic = ConsumerGroupCurrentMemberAssignmentValue.AssignedPartitions()
            topic.topicId = topicID
            topic.partitions = partitions
            return topic
        }
        value.partitionsPendingRevocation = pendingRevocation.sorted.map { topicID, partitions in
            var topic = ConsumerGroupCurrentMemberAssignmentValue.PartitionsPendingRevocation()
            topic.topicId = topicID
            topic.partitions = partitions
            return topic
        }
        return value
    }

    /// What ``assignmentValue`` says, of a member that says nothing else.
    package init(id: String, _ value: ConsumerGroupCurrentMemberAssignmentValue) {
        self.init(id: id)
        epoch = value.memberEpoch
        previousEpoch = value.previousMemberEpoch
        state = ConsumerGroup.State(rawValue: value.state) ?? .stable
        assigned = PartitionSet(value.assignedPartitions.map { ($0.topicId, $0.partitions) })
        pendingRevocation = PartitionSet(
            value.partitionsPendingRevocation.map { ($0.topicId, $0.partitions) })
    }
}

extension PartitionSet {
    /// A member's target (`ConsumerGroupTargetAssignmentMemberValue`).
    package var targetValue: ConsumerGroupTargetAssignmentMemberValue {
        var value = ConsumerGroupTargetAssignmentMemberValue()
        value.topicPartitions = sorted.map { topicID, partitions in
            var topic = ConsumerGroupTargetAssignmentMemberValue.TopicPartitions()
            topic.topicId = topicID
            topic.partitions = partitions
            return topic
        }
        return value
    }

    /// What ``targetValue`` says.
    package init(_ value: ConsumerGroupTargetAssignmentMemberValue) {
        self.init(value.topicPartitions.map { ($0.topicId, $0.partitions) })
    }
}
