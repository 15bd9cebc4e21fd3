import Cluster
import Configuration
import KafkaMessages
import Testing

@testable import KafkaGateway

@Suite struct ListGroupsTests {
    /// A world with a settled classic group, `g`, and a group that only has offsets, `simple`.
    private func listed() throws -> ApiWorld {
        let (world, _) = try ApiWorld.withClassicGroup()
        try world.commit { $0.groupId = "simple" }
        return world
    }

    @Test(arguments: ListGroups.versions)
    func `all groups are listed`(version: Int16) throws {
        let response = try listed().ask(ListGroups.self, version: version)
        #expect(response.errorCode == 0)
        #expect(response.groups.map(\.groupId) == ["g", "simple"])
        #expect(response.groups.map(\.protocolType) == ["consumer", ""])
        #expect(
            response.groups.map(\.groupState) == (version >= 4 ? ["Stable", "Empty"] : ["", ""]))
        let type = version >= 5 ? "classic" : ""
        #expect(response.groups.map(\.groupType) == [type, type])
    }

    @Test func `states and types choose, in whatever case they are written`() throws {
        let world = try listed()
        func chosen(states: [String] = [], types: [String] = []) throws -> [String] {
            try world.ask(ListGroups.self) { request in
                request.statesFilter = states
                request.typesFilter = types
            }.groups.map(\.groupId)
        }
        #expect(try chosen(states: ["stable"]) == ["g"])
        #expect(try chosen(states: ["Empty", "Dead"]) == ["simple"])
        #expect(try chosen(types: ["Classic"]) == ["g", "simple"])
        #expect(try chosen(types: ["consumer"]).isEmpty)
    }

    @Test func `a group of KIP-848 is of another type`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let groups = try world.ask(ListGroups.self) { $0.typesFilter = ["consumer"] }.groups
        #expect(groups.map(\.groupId) == ["g"])
        #expect(groups.map(\.groupType) == ["consumer"])
        #expect(groups.map(\.protocolType) == ["consumer"])
        #expect(groups.map(\.groupState) == ["Stable"])
    }

    @Test func `groups that are coordinated elsewhere now are left out`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        try world.commit { $0.groupId = "simple" }
        try world.context.broker.groups.partition(of: "g", in: world.context.image).close()
        let response = try world.ask(ListGroups.self)
        #expect(response.errorCode == 0)
        #expect(response.groups.map(\.groupId) == ["simple"])
    }
}
