import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DeleteGroupsTests {
    @Test(arguments: DeleteGroups.versions)
    func `an empty group goes with its offsets`(version: Int16) throws {
        let world = try ApiWorld.withCoordinator()
        try world.commit()
        let response = try world.ask(DeleteGroups.self, version: version) {
            $0.groupsNames = ["g"]
        }
        #expect(response.results.map(\.errorCode) == [0])
        #expect(try world.committed().topics.isEmpty)
        #expect(try world.ask(ListGroups.self).groups.isEmpty)
    }

    @Test func `a group with members stays, and what is no group is told so`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        let response = try world.ask(DeleteGroups.self) { $0.groupsNames = ["g", "h", ""] }
        #expect(response.results.map(\.groupId) == ["g", "h", ""])
        let codes = [ErrorCode.nonEmptyGroup, .groupIdNotFound, .groupIdNotFound]
        #expect(response.results.map(\.errorCode) == codes.map(\.rawValue))
        #expect(try world.ask(ListGroups.self).groups.map(\.groupId) == ["g"])
    }

    @Test func `a group that is named twice goes once and is answered once`() throws {
        let world = try ApiWorld.withCoordinator()
        try world.commit()
        let response = try world.ask(DeleteGroups.self) { $0.groupsNames = ["g", "h", "g"] }
        #expect(response.results.map(\.groupId) == ["g", "h"])
        #expect(response.results.map(\.errorCode) == [0, ErrorCode.groupIdNotFound.rawValue])
    }

    @Test func `a consumer group goes when its members have`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let delete = { try world.ask(DeleteGroups.self) { $0.groupsNames = ["g"] }.results[0] }
        #expect(try delete().errorCode == ErrorCode.nonEmptyGroup.rawValue)
        _ = try world.ask(ConsumerGroupHeartbeat.self) { request in
            request.groupId = "g"
            request.memberId = "m1"
            request.memberEpoch = -1
        }
        #expect(try delete().errorCode == 0)
        #expect(try delete().errorCode == ErrorCode.groupIdNotFound.rawValue)
    }
}
