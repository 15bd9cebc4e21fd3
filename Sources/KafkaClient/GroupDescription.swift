import Bytes
import KafkaMessages

/// What one is told of a group, be it classic or one of KIP-848.
package struct GroupDescription: Sendable {
    package let id: String
    /// `classic` or `consumer`.
    package let type: String
    package let state: String
    package let protocolType: String
    /// Who deals the partitions: the assignor's name; empty while that is not settled.
    package let assignor: String
    /// Which change of the members this is; classic groups do not tell.
    package let epoch: Int32?
    package let coordinator: Int32
    package let members: [Member]

    /// One consumer of the group.
    package struct Member: Sendable {
        package let id: String
        /// The name of a static member (KIP-345).
        package let instanceID: String?
        package let clientID: String
        package let host: String
        package let epoch: Int32?
        /// `classic` or `consumer`: what it speaks.
        package let type: String
        package let assignment: [GroupPartitions]
    }

    /// Whether its offsets may be changed from outside.
    package var isEmpty: Bool { members.isEmpty && (state == "Empty" || state == "Dead") }
}

/// Partitions of one topic.
package struct GroupPartitions: Equatable, Sendable {
    package let topic: String
    package let partitions: [Int32]

    package init(topic: String, partitions: [Int32]) {
        self.topic = topic
        self.partitions = partitions.sorted()
    }
}

extension GroupDescription {
    /// A classic group, as DescribeGroups tells of it.
    init(classic group: DescribeGroupsResponse.Groups, coordinator: Int32) {
        id = group.groupId
        type = "classic"
        state = group.groupState
        protocolType = group.protocolType
        assignor = group.protocolData
        epoch = nil
        self.coordinator = coordinator
        let isOfConsumers = group.protocolType == "consumer"
        members = group.members.map { member in
            Member(
                id: member.memberId, instanceID: member.groupInstanceId,
                clientID: member.clientId, host: Self.host(member.clientHost), epoch: nil,
                type: "classic",
                assignment: isOfConsumers ? Self.partitions(member.memberAssignment) : [])
        }
    }

    /// A group of KIP-848, as ConsumerGroupDescribe tells of it.
    init(consumer group: ConsumerGroupDescribeResponse.Groups, coordinator: Int32) {
        id = group.groupId
        type = "consumer"
        state = group.groupState
        protocolType = "consumer"
        assignor = group.assignorName
        epoch = group.groupEpoch
        self.coordinator = coordinator
        members = group.members.map { member in
            Member(
                id: member.memberId, instanceID: member.instanceId, clientID: member.clientId,
                host: Self.host(member.clientHost), epoch: member.memberEpoch,
                type: member.memberType == 0 ? "classic" : "consumer",
                assignment: member.assignment.topicPartitions.map { topic in
                    GroupPartitions(topic: topic.topicName, partitions: topic.partitions)
                })
        }
    }

    /// Brokers write `/` before an address.
    private static func host(_ text: String) -> String {
        text.hasPrefix("/") ? String(text.dropFirst()) : text
    }

    /// What the leader of a classic group has dealt to a member; nothing where it cannot be read.
    private static func partitions(_ assignment: [UInt8]) -> [GroupPartitions] {
        let span = assignment.span
        var reader = unsafe ByteReader(
            span.bytes, budget: ByteReader.budget(forFrameOf: assignment.count))
        let told = try? ConsumerProtocolAssignment(versionedFrom: &reader)
        return (told?.assignedPartitions ?? []).map { topic in
            GroupPartitions(topic: topic.topic, partitions: topic.partitions)
        }
    }
}
