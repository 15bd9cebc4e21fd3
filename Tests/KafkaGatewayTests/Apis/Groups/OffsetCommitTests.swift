import Bytes
import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct OffsetCommitTests {
    @Test(arguments: OffsetCommit.versions)
    func `a member commits`(version: Int16) throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        #expect(try world.commit(5, as: member, generation: 1, version: version) == 0)
        #expect(try world.committed().topics.flatMap(\.partitions).map(\.committedOffset) == [5])
    }

    @Test func `who is in no group commits where nobody is in it`() throws {
        let world = try ApiWorld.withCoordinator()
        #expect(try world.commit() == 0)
        #expect(try world.commit { $0.groupId = "" } == 0)
        let (settled, _) = try ApiWorld.withClassicGroup()
        #expect(try settled.commit() == ErrorCode.unknownMemberId.rawValue)
    }

    @Test func `who is no member of the generation is refused`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        #expect(
            try world.commit(as: member, generation: 2) == ErrorCode.illegalGeneration.rawValue)
        #expect(
            try world.commit(as: "stranger", generation: 1) == ErrorCode.unknownMemberId.rawValue)
        #expect(try world.committed().topics.isEmpty)
    }

    @Test func `a group that is not there has its own code since version 9`() throws {
        let world = try ApiWorld.withCoordinator()
        for (version, code) in [(Int16(8), ErrorCode.illegalGeneration), (9, .groupIdNotFound)] {
            let refused = try world.commit(as: "m", generation: 1, version: version)
            #expect(refused == code.rawValue)
        }
    }

    @Test func `nobody commits between join and sync`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        _ = try world.answer(to: world.beginJoin(member) { $0.protocols[0].metadata = [] })
        let refused = try world.commit(as: member, generation: 2)
        #expect(refused == ErrorCode.rebalanceInProgress.rawValue)
    }

    @Test func `a member of KIP-848 commits with its epoch`() throws {
        let (world, joined) = try ApiWorld.withConsumerGroup()
        let (member, epoch) = ("m1", joined.memberEpoch)
        #expect(try world.commit(as: member, generation: epoch) == 0)
        #expect(
            try world.commit(as: member, generation: epoch - 1)
                == ErrorCode.staleMemberEpoch.rawValue)
        #expect(
            try world.commit(as: "stranger", generation: epoch)
                == ErrorCode.unknownMemberId.rawValue)
        #expect(
            try world.commit(as: member, generation: epoch, version: 8)
                == ErrorCode.unsupportedVersion.rawValue)
    }

    @Test func `each partition is refused for itself`() throws {
        let world = try ApiWorld.withCoordinator { $0.offsetMetadataMaxBytes = 2 }
        let response = try world.ask(OffsetCommit.self, version: 9) { request in
            request.groupId = "g"
            request.topics = [.init("t", [0, 1, 2]), .init("nowhere", [0])]
            request.topics[0].partitions[0].committedMetadata = "\u{20ac}\u{20ac}"
            request.topics[0].partitions[1].committedMetadata = "abc"
        }
        #expect(response.topics.map { $0.partitions.map(\.errorCode) } == [[0, 12, 3], [3]])
        #expect(try world.committed().topics.flatMap(\.partitions).map(\.partitionIndex) == [0])
    }

    @Test func `a topic that is not there by its id has a code of its own`() throws {
        let world = try ApiWorld.withCoordinator()
        let known = try #require(world.context.image.topics["t"]?.id)
        let response = try world.ask(OffsetCommit.self, version: 10) { request in
            request.groupId = "g"
            request.topics = [.init("", [0]), .init("", [2])]
            request.topics[0].topicId = .init(high: 1, low: 1)
            request.topics[1].topicId = known
        }
        #expect(response.topics.map { $0.partitions.map(\.errorCode) } == [[100], [3]])
    }
}

extension OffsetCommitRequest.Topics {
    fileprivate init(_ topic: String, _ indexes: [Int32]) {
        self.init()
        name = topic
        partitions = indexes.map { index in
            var partition = Partitions()
            partition.partitionIndex = index
            return partition
        }
    }
}
