import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct ConsumerGroupDescribeTests {
    private func describe(
        _ id: String, in world: ApiWorld, version: Int16 = 1, operations: Bool = false
    ) throws -> ConsumerGroupDescribeResponse.Groups {
        try world.ask(ConsumerGroupDescribe.self, version: version) { request in
            request.groupIds = [id]
            request.includeAuthorizedOperations = operations
        }.groups[0]
    }

    @Test(arguments: ConsumerGroupDescribe.versions)
    func `a group is shown with its members`(version: Int16) throws {
        let (world, _) = try ApiWorld.withConsumerGroup(instance: "i")
        let group = try describe("g", in: world, version: version)
        #expect(group.errorCode == 0)
        #expect(group.groupState == "Stable")
        #expect(group.groupEpoch == 1 && group.assignmentEpoch == 1)
        #expect(group.assignorName == "uniform")
        #expect(group.authorizedOperations == .min)
        let member = try #require(group.members.first)
        #expect(member.memberId == "m1")
        #expect(member.instanceId == "i")
        #expect(member.memberEpoch == 1)
        #expect(member.clientId == "test")
        #expect(member.clientHost == "/127.0.0.1")
        #expect(member.subscribedTopicNames == ["t"])
        #expect(member.assignment.topicPartitions.map(\.topicName) == ["t"])
        #expect(member.assignment.topicPartitions.map { $0.partitions } == [[0, 1]])
        #expect(member.targetAssignment.topicPartitions.map { $0.partitions } == [[0, 1]])
        #expect(member.memberType == (version >= 1 ? 1 : -1))
    }

    @Test func `what may be done with a group is told to whom asks`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let group = try describe("g", in: world, operations: true)
        #expect(group.authorizedOperations == AuthorizedOperations.onGroup)
    }

    @Test func `a classic group, an unknown one and one without a name are refused`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        let codes = try ["g", "h", ""].map { try describe($0, in: world).errorCode }
        let refusals = [ErrorCode.groupIdNotFound, .groupIdNotFound, .invalidGroupId]
        #expect(codes == refusals.map(\.rawValue))
    }

    @Test func `a group that is named twice is shown once`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let response = try world.ask(ConsumerGroupDescribe.self) { $0.groupIds = ["g", "g"] }
        #expect(response.groups.map(\.groupId) == ["g"])
    }
}
