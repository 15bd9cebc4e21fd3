import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

/// Where a group is coordinated, as all of the APIs see it.
@Suite struct GroupPlaceTests {
    @Test func `before there is a topic for offsets, there is no coordinator`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let codes = try answers(in: world)
        let expected = ErrorCode.coordinatorNotAvailable.rawValue
        #expect(codes.filter { $0.value != expected } == [:])
    }

    @Test func `a broker that coordinates a group no more says so`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        try world.broker.groups.partition(of: "g", in: world.context.image).close()
        let codes = try answers(in: world)
        let expected = ErrorCode.notCoordinator.rawValue
        #expect(codes.filter { $0.value != expected } == [:])
        #expect(try world.commit() == expected)
    }

    @Test func `who waits for others when the coordinator moves is told so`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        let newcomer = try world.beginJoin()
        #expect(newcomer.waiting != nil)
        try world.broker.groups.partition(of: "g", in: world.context.image).close()
        let refused = try world.answer(to: newcomer)
        #expect(refused.errorCode == ErrorCode.notCoordinator.rawValue)
    }

    /// What each of the APIs answers of the group `g` and the topic `t`.
    private func answers(in world: ApiWorld) throws -> [String: Int16] {
        let describe = try world.ask(DescribeGroups.self) { $0.groups = ["g"] }
        let delete = try world.ask(DeleteGroups.self) { $0.groupsNames = ["g"] }
        let consumers = try world.ask(ConsumerGroupDescribe.self) { $0.groupIds = ["g"] }
        let forget = try world.ask(OffsetDelete.self) { request in
            request.groupId = "g"
            var topic = OffsetDeleteRequest.Topics()
            topic.name = "t"
            topic.partitions = [.init()]
            request.topics = [topic]
        }
        return [
            "JoinGroup": try world.answer(to: world.beginJoin()).errorCode,
            "SyncGroup": try world.answer(to: world.beginSync("m")).errorCode,
            "Heartbeat": try world.ask(Heartbeat.self) { $0.groupId = "g" }.errorCode,
            "LeaveGroup": try world.ask(LeaveGroup.self) { $0.groupId = "g" }.errorCode,
            "OffsetFetch": try world.committed().errorCode,
            "OffsetDelete": forget.errorCode,
            "ConsumerGroupHeartbeat": try world.joinConsumers("m").errorCode,
            "DescribeGroups": describe.groups[0].errorCode,
            "DeleteGroups": delete.results[0].errorCode,
            "ConsumerGroupDescribe": consumers.groups[0].errorCode,
        ]
    }
}
