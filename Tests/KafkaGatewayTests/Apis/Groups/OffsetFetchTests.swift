import Bytes
import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct OffsetFetchTests {
    /// A world where a group has committed for partition 0 of `t`.
    private func committed() throws -> ApiWorld {
        let world = try ApiWorld.withCoordinator()
        try world.commit(5) {
            $0.topics[0].partitions[0].committedLeaderEpoch = 3
            $0.topics[0].partitions[0].committedMetadata = "note"
        }
        return world
    }

    private func ask(
        _ world: ApiWorld, version: Int16 = 9, _ change: (inout OffsetFetchRequest.Groups) -> Void
    ) throws -> OffsetFetchResponse.Groups {
        try world.ask(OffsetFetch.self, version: version) { request in
            var group = OffsetFetchRequest.Groups()
            group.groupId = "g"
            change(&group)
            request.groups = [group]
        }.groups[0]
    }

    @Test(arguments: Int16(1)...7)
    func `one group is told of in the old versions`(version: Int16) throws {
        let told = try committed().ask(OffsetFetch.self, version: version) { request in
            request.groupId = "g"
            request.topics = [.init("t", [1, 0])]
        }
        #expect(told.errorCode == 0)
        let partitions = try #require(told.topics.first).partitions
        #expect(partitions.map(\.partitionIndex) == [1, 0])
        #expect(partitions.map(\.committedOffset) == [-1, 5])
        #expect(partitions.map(\.committedLeaderEpoch) == [-1, version >= 5 ? 3 : -1])
        #expect(partitions.map(\.metadata) == ["", "note"])
        #expect(partitions.allSatisfy { $0.errorCode == 0 })
    }

    @Test func `no topics are all topics`() throws {
        let world = try committed()
        let old = try world.ask(OffsetFetch.self, version: 2) { request in
            request.groupId = "g"
            request.topics = nil
        }
        #expect(old.topics.map(\.name) == ["t"])
        #expect(old.topics[0].partitions.map(\.partitionIndex) == [0])
        #expect(try world.committed().topics.map(\.name) == ["t"])
    }

    @Test func `several groups are told of in their order`() throws {
        let told = try committed().ask(OffsetFetch.self, version: 8) { request in
            request.groups = ["h", "g"].map { id in
                var group = OffsetFetchRequest.Groups()
                group.groupId = id
                group.topics = nil
                return group
            }
        }
        #expect(told.groups.map(\.groupId) == ["h", "g"])
        #expect(told.groups.map(\.errorCode) == [0, 0])
        #expect(told.groups.map(\.topics.count) == [0, 1])
    }

    @Test func `topics are told by their id, unknown ones are told so`() throws {
        let world = try committed()
        let id = try #require(world.context.image.topics["t"]?.id)
        let told = try ask(world, version: 10) { group in
            group.topics = [id, .init(high: 1, low: 1)].map { id in
                var topic = OffsetFetchRequest.Groups.Topics()
                topic.topicId = id
                topic.partitionIndexes = [0]
                return topic
            }
        }
        #expect(told.topics.flatMap(\.partitions).map(\.errorCode) == [0, 100])
        #expect(told.topics.flatMap(\.partitions).map(\.committedOffset) == [5, -1])
    }

    @Test func `a member of KIP-848 asks with its epoch`() throws {
        let (world, joined) = try ApiWorld.withConsumerGroup()
        func code(_ member: String, _ epoch: Int32) throws -> Int16 {
            try ask(world) { group in
                group.memberId = member
                group.memberEpoch = epoch
            }.errorCode
        }
        #expect(try code("m1", joined.memberEpoch) == 0)
        #expect(
            try code("m1", joined.memberEpoch + 1)
                == ErrorCode.staleMemberEpoch.rawValue)
        #expect(try code("stranger", joined.memberEpoch) == ErrorCode.unknownMemberId.rawValue)
    }

    @Test func `without a coordinator each partition is told so in version 1, later the group`()
        throws
    {
        let world = try ApiWorld()
        for version in [Int16(1), 2] {
            let told = try world.ask(OffsetFetch.self, version: version) { request in
                request.groupId = "g"
                request.topics = [.init("t", [0])]
            }
            let code = ErrorCode.coordinatorNotAvailable.rawValue
            #expect(told.errorCode == (version < 2 ? 0 : code))
            #expect(
                told.topics.flatMap(\.partitions).map(\.errorCode) == (version < 2 ? [code] : []))
        }
        #expect(try ask(world) { _ in }.errorCode == ErrorCode.coordinatorNotAvailable.rawValue)
    }
}

extension OffsetFetchRequest.Topics {
    fileprivate init(_ topic: String, _ indexes: [Int32]) {
        self.init()
        name = topic
        partitionIndexes = indexes
    }
}
