import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct ConsumerGroupHeartbeatTests {
    @Test func `a member is given all there is, and afterwards what has changed`() throws {
        let (world, joined) = try ApiWorld.withConsumerGroup()
        #expect(joined.memberId == "m1")
        #expect(joined.memberEpoch == 1)
        #expect(joined.heartbeatIntervalMs == 5000)
        let topics = try #require(joined.assignment).topicPartitions
        #expect(topics.map(\.topicId) == [world.context.image.topics["t"]?.id])
        #expect(topics.map { $0.partitions } == [[0, 1]])
        let steady = try beat(world)
        #expect(steady.errorCode == 0)
        #expect(steady.memberEpoch == 1)
        #expect(steady.assignment == nil)
    }

    @Test func `an old client is given its id, a new one brings it`() throws {
        let world = try ApiWorld.withCoordinator()
        #expect(try world.joinConsumers("", version: 0).memberId?.isEmpty == false)
        #expect(try world.joinConsumers("").errorCode == ErrorCode.invalidRequest.rawValue)
    }

    @Test func `who joins says what it wants`() throws {
        let world = try ApiWorld.withCoordinator()
        let changes: [(inout ConsumerGroupHeartbeatRequest) -> Void] = [
            { $0.groupId = "" }, { $0.rebalanceTimeoutMs = -1 }, { $0.topicPartitions = nil },
            { $0.subscribedTopicNames = nil }, { $0.instanceId = "" },
        ]
        for change in changes {
            let refused = try world.joinConsumers("m1", change)
            #expect(refused.errorCode == ErrorCode.invalidRequest.rawValue)
            #expect(refused.errorMessage != nil)
        }
    }

    @Test func `an epoch that is not the member's fences it`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let fenced = try beat(world, epoch: 9)
        #expect(fenced.errorCode == ErrorCode.fencedMemberEpoch.rawValue)
        #expect(fenced.errorMessage != nil)
    }

    @Test func `who is not in the group, or in no group, is told so`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        #expect(try beat(world, "stranger").errorCode == ErrorCode.unknownMemberId.rawValue)
        #expect(try beat(world, group: "h").errorCode == ErrorCode.groupIdNotFound.rawValue)
    }

    @Test func `an instance id is one member's`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup(instance: "i")
        let refused = try world.joinConsumers("m2", instance: "i")
        #expect(refused.errorCode == ErrorCode.unreleasedInstanceId.rawValue)
        #expect(try beat(world, epoch: -2, instance: "i").memberEpoch == -2)
        #expect(try world.joinConsumers("m2", instance: "i").errorCode == 0)
        let fenced = try beat(world, instance: "i")
        #expect(fenced.errorCode == ErrorCode.fencedInstanceId.rawValue)
    }

    @Test func `assignors and expressions that are none are refused`() throws {
        let world = try ApiWorld.withCoordinator()
        let assignor = try world.joinConsumers("m1") { $0.serverAssignor = "other" }
        #expect(assignor.errorCode == ErrorCode.unsupportedAssignor.rawValue)
        let expression = try world.joinConsumers("m1") { $0.subscribedTopicRegex = "(" }
        #expect(expression.errorCode == ErrorCode.invalidRegularExpression.rawValue)
    }

    @Test func `a member that leaves makes room for another`() throws {
        let world = try ApiWorld.withCoordinator { $0.groupConsumerMaxSize = 1 }
        #expect(try world.joinConsumers("m1").errorCode == 0)
        let full = try world.joinConsumers("m2")
        #expect(full.errorCode == ErrorCode.groupMaxSizeReached.rawValue)
        #expect(try beat(world, epoch: -1).memberEpoch == -1)
        #expect(try world.joinConsumers("m2").errorCode == 0)
    }

    private func beat(
        _ world: ApiWorld, _ member: String = "m1", epoch: Int32 = 1, group: String = "g",
        instance: String? = nil
    ) throws -> ConsumerGroupHeartbeatResponse {
        try world.ask(ConsumerGroupHeartbeat.self) { request in
            request.groupId = group
            request.memberId = member
            request.memberEpoch = epoch
            request.instanceId = instance
        }
    }
}
