import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct OffsetDeleteTests {
    private func delete(
        _ topics: [String: [Int32]], of group: String = "g", in world: ApiWorld
    ) throws -> OffsetDeleteResponse {
        try world.ask(OffsetDelete.self) { request in
            request.groupId = group
            request.topics = topics.sorted { $0.key < $1.key }.map { name, indexes in
                var topic = OffsetDeleteRequest.Topics()
                topic.name = name
                topic.partitions = indexes.map { index in
                    var partition = OffsetDeleteRequest.Topics.Partitions()
                    partition.partitionIndex = index
                    return partition
                }
                return topic
            }
        }
    }

    @Test func `offsets are forgotten, and what is not there is told so`() throws {
        let world = try ApiWorld.withCoordinator()
        try world.commit()
        let response = try delete(["nowhere": [0], "t": [0, 1, 2]], in: world)
        #expect(response.errorCode == 0)
        #expect(response.topics.map(\.name) == ["nowhere", "t"])
        #expect(response.topics.map { $0.partitions.map(\.errorCode) } == [[3], [0, 0, 3]])
        #expect(try world.committed().topics.isEmpty)
    }

    @Test func `what a member subscribes to is kept`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        try world.create("u")
        try world.commit(as: member, generation: 1)
        let response = try delete(["t": [0], "u": [0]], in: world)
        let subscribed = ErrorCode.groupSubscribedToTopic.rawValue
        #expect(response.topics.flatMap(\.partitions).map(\.errorCode) == [subscribed, 0])
        #expect(try world.committed().topics.map(\.name) == ["t"])
    }

    @Test func `the topics of a member of KIP-848 are kept, too`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let response = try delete(["t": [0]], in: world)
        #expect(response.topics[0].partitions[0].errorCode == 86)
    }

    @Test func `a group that cannot be looked into, or is not there, is refused`() throws {
        let (world, _) = try ApiWorld.withClassicGroup(type: "connect")
        #expect(
            try delete(["t": [0]], in: world).errorCode == ErrorCode.nonEmptyGroup.rawValue)
        let unknown = try delete(["t": [0]], of: "h", in: world)
        #expect(unknown.errorCode == ErrorCode.groupIdNotFound.rawValue)
        #expect(unknown.topics.isEmpty)
        let nameless = try delete(["t": [0]], of: "", in: world)
        #expect(nameless.errorCode == ErrorCode.invalidGroupId.rawValue)
        let nothing = try delete(["nowhere": [0]], of: "h", in: world)
        #expect(nothing.errorCode == 0)
        #expect(nothing.topics.flatMap(\.partitions).map(\.errorCode) == [3])
    }
}
