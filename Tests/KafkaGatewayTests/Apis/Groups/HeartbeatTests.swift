import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct HeartbeatTests {
    private func beat(
        _ world: ApiWorld, _ member: String, generation: Int32 = 1, group: String = "g",
        instance: String? = nil, version: Int16 = 4
    ) throws -> Int16 {
        try world.ask(Heartbeat.self, version: version) { request in
            request.groupId = group
            request.memberId = member
            request.generationId = generation
            request.groupInstanceId = instance
        }.errorCode
    }

    @Test(arguments: Heartbeat.versions)
    func `a member of a settled group is well`(version: Int16) throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        #expect(try beat(world, member, version: version) == 0)
    }

    @Test func `who is no member of the generation is told so`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        #expect(try beat(world, member, generation: 0) == ErrorCode.illegalGeneration.rawValue)
        #expect(try beat(world, "stranger") == ErrorCode.unknownMemberId.rawValue)
        #expect(try beat(world, member, group: "h") == ErrorCode.unknownMemberId.rawValue)
        #expect(try beat(world, member, group: "") == ErrorCode.invalidGroupId.rawValue)
    }

    @Test func `a member hears that it must join again`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        let newcomer = try world.beginJoin()
        #expect(try beat(world, member) == ErrorCode.rebalanceInProgress.rawValue)
        newcomer.waiting?.abandon()
    }

    @Test func `an instance that was replaced is fenced`() throws {
        let (world, old) = try ApiWorld.withClassicGroup(instance: "i")
        let next = try world.answer(to: world.beginJoin(instance: "i"))
        #expect(next.errorCode == 0)
        #expect(try beat(world, old, instance: "i") == ErrorCode.fencedInstanceId.rawValue)
        #expect(try beat(world, next.memberId, instance: "i") == 0)
    }
}
