import KafkaMessages
import Testing

@testable import KafkaClient

struct GroupDescriptionTests {
    /// Version 0: topic `t` with the partitions 2 and 1, no user data.
    private let assignment: [UInt8] = [
        0, 0, 0, 0, 0, 1, 0, 1, 0x74, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 255, 255, 255, 255,
    ]

    private func classic(_ protocolType: String, _ assignment: [UInt8]) -> GroupDescription {
        var member = DescribeGroupsResponse.Groups.Members()
        member.memberId = "m"
        member.clientHost = "/10.0.0.1"
        member.memberAssignment = assignment
        var group = DescribeGroupsResponse.Groups()
        group.groupId = "g"
        group.groupState = "Stable"
        group.protocolType = protocolType
        group.protocolData = "range"
        group.members = [member]
        return GroupDescription(classic: group, coordinator: 3)
    }

    @Test func `what a member of a classic group reads is told`() {
        let group = classic("consumer", assignment)
        #expect(group.type == "classic" && group.assignor == "range" && group.epoch == nil)
        #expect(group.members[0].host == "10.0.0.1")
        #expect(
            group.members[0].assignment == [GroupPartitions(topic: "t", partitions: [1, 2])])
        #expect(!group.isEmpty)
    }

    @Test func `bytes that are no assignment are left alone`() {
        #expect(classic("connect", assignment).members[0].assignment == [])
        #expect(classic("consumer", [1, 2, 3]).members[0].assignment == [])
        #expect(classic("consumer", []).members[0].assignment == [])
    }

    @Test func `a group of KIP-848 tells its epoch and who speaks what`() {
        var topic = ConsumerGroupDescribeResponse.Groups.Members.Assignment.TopicPartitions()
        topic.topicName = "t"
        topic.partitions = [0]
        var member = ConsumerGroupDescribeResponse.Groups.Members()
        member.memberType = 0
        member.memberEpoch = 4
        member.assignment.topicPartitions = [topic]
        var group = ConsumerGroupDescribeResponse.Groups()
        group.groupEpoch = 5
        group.groupState = "Reconciling"
        group.members = [member]
        let told = GroupDescription(consumer: group, coordinator: 1)
        #expect(told.type == "consumer" && told.epoch == 5)
        #expect(told.members[0].type == "classic" && told.members[0].epoch == 4)
        #expect(told.members[0].assignment == [GroupPartitions(topic: "t", partitions: [0])])
    }
}
