import Configuration
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import Cluster
@testable import KafkaGateway

@Suite struct TxnOffsetCommitTests {
    @Test(arguments: TxnOffsetCommit.versions, [true, false])
    func `offsets count when their transaction is committed`(
        version: Int16, commits: Bool
    ) throws {
        let world = try ApiWorld.withCoordinator()
        let producer = try world.producer("x")
        try world.commit(3)
        if version < 5 { try world.addGroup(to: producer) }
        #expect(try world.commit(5, by: producer, version: version) == [0])
        #expect(try world.fetched(stable: false) == [0, 3])
        #expect(try world.fetched(stable: true) == [88, -1])
        let ended = try world.endTransaction(
            of: producer, commits: commits, version: version < 5 ? 3 : 5)
        #expect(ended.errorCode == 0)
        world.end()
        #expect(try world.fetched(stable: true) == [0, commits ? 5 : 3])
    }

    @Test func `before version 5 the group must have been added`() throws {
        let world = try ApiWorld.withCoordinator()
        let producer = try world.producer("x")
        for (version, code) in [(Int16(0), Int16(48)), (3, 48), (4, 120)] {
            #expect(try world.commit(5, by: producer, version: version) == [code])
        }
        #expect(try world.describe("x").transactionState == "Empty")
        #expect(try world.fetched(stable: true) == [0, -1])
    }

    @Test func `version 5 adds the group's partition`() throws {
        let world = try ApiWorld.withCoordinator()
        let producer = try world.producer("x")
        #expect(try world.commit(5, by: producer) == [0])
        let state = try world.describe("x")
        #expect(state.topics.map(\.topic) == ["__consumer_offsets"])
        #expect(state.topics[0].partitions == [GroupCoordinator.partition(of: "g", count: 50)])
        // The second finds it open.
        #expect(try world.commit(6, by: producer) == [0])
    }

    @Test func `a producer that was replaced commits nothing`() throws {
        let world = try ApiWorld.withCoordinator()
        let old = try world.producer("x")
        let new = try world.producer("x")
        for version: Int16 in [3, 4, 5] {
            #expect(try world.commit(5, by: old, version: version) == [47])
        }
        #expect(try world.commit(6, by: new) == [0])
        #expect(try world.commit(7, by: old) == [47])
        let ahead = TestProducer(name: "x", id: new.id, epoch: new.epoch + 1)
        #expect(try world.commit(7, by: ahead) == [47])
        #expect(try world.commit(7, by: TestProducer(name: "x", id: 99, epoch: 0)) == [49])
        _ = try world.endTransaction(of: new, commits: true)
        world.end()
        #expect(try world.fetched(stable: true) == [0, 6])
    }

    @Test func `a member commits in its generation`() throws {
        let (world, member) = try ApiWorld.withClassicGroup(instance: "i")
        let producer = try world.producer("x")
        func code(_ member: String, _ generation: Int32, _ instance: String?) throws -> [Int16] {
            try world.commit(5, by: producer) { request in
                request.memberId = member
                request.generationId = generation
                request.groupInstanceId = instance
            }
        }
        #expect(try code(member, 0, "i") == [22])
        #expect(try code("stranger", 1, nil) == [25])
        #expect(try code("stranger", 1, "i") == [82])
        #expect(try code(member, 1, "i") == [0])
    }

    @Test func `a member of KIP-848 commits with its epoch`() throws {
        let (world, joined) = try ApiWorld.withConsumerGroup()
        let producer = try world.producer("x")
        func code(_ member: String, _ epoch: Int32) throws -> [Int16] {
            try world.commit(5, by: producer) { request in
                request.memberId = member
                request.generationId = epoch
            }
        }
        #expect(try code("m1", joined.memberEpoch) == [0])
        #expect(try code("m1", joined.memberEpoch + 1) == [22])
        #expect(try code("stranger", joined.memberEpoch) == [25])
        // Old versions name nobody.
        #expect(try code("", -1) == [0])
    }

    @Test func `a commit that has waited for the markers of the transaction before counts`() throws
    {
        let world = try ApiWorld.withCoordinator()
        var producer = try world.producer("x")
        #expect(try world.commit(5, by: producer) == [0])
        producer.epoch = try world.endTransaction(of: producer, commits: true).producerEpoch
        let held = try world.begin(TxnOffsetCommit.self, version: 5) { request in
            request.commit(6, by: producer)
        }
        #expect(held.waiting != nil, "the transaction before is being ended")
        // The markers make the guard void with which the commit began to wait.
        world.end()
        for _ in 0..<5 where held.answer == nil {
            world.pass(milliseconds: 20)
            try world.proceed(held)
            world.settle()
        }
        #expect(held.answer?.topics[0].partitions[0].errorCode == 0)
        _ = try world.endTransaction(of: producer, commits: true)
        world.end()
        #expect(try world.fetched(stable: true) == [0, 6])
    }

    @Test func `before version 2 a coordinator that loads is none`() throws {
        let world = try ApiWorld.withCoordinator()
        let producer = try world.producer("x")
        let index = GroupCoordinator.partition(of: "g", count: 50)
        let groups = try #require(world.broker.groups.partition(at: index))
        groups.state.withLock { $0.phase = .loading }
        for version in TxnOffsetCommit.versions {
            let code: Int16 = version < 2 ? 15 : 14
            #expect(try world.commit(5, by: producer, version: version) == [code])
        }
        groups.state.withLock { $0.phase = .serving }
        #expect(try world.commit(5, by: producer) == [0])
    }

    @Test func `each partition is refused for itself, and a group without a name altogether`()
        throws
    {
        let world = try ApiWorld.withCoordinator { $0.offsetMetadataMaxBytes = 2 }
        let producer = try world.producer("x")
        let codes = try world.commit(5, by: producer) { request in
            request.topics[0].partitions = [0, 1, 2].map { .init($0) }
            request.topics[0].partitions[1].committedMetadata = "abc"
        }
        #expect(codes == [0, 12, 3])
        #expect(try world.commit(5, by: producer) { $0.topics[0].name = "nowhere" } == [3])
        #expect(try world.commit(5, by: producer) { $0.groupId = "" } == [24])
    }
}

extension TxnOffsetCommitRequest.Topics.Partitions {
    fileprivate init(_ index: Int32, offset: Int64 = 5) {
        self.init()
        partitionIndex = index
        committedOffset = offset
    }
}

extension TxnOffsetCommitRequest {
    /// Commits an offset of partition 0 of `t` for `g`.
    fileprivate mutating func commit(_ offset: Int64, by producer: TestProducer) {
        transactionalId = producer.name
        producerId = producer.id
        producerEpoch = producer.epoch
        groupId = "g"
        var topic = Topics()
        topic.name = "t"
        topic.partitions = [.init(0, offset: offset)]
        topics = [topic]
    }
}

extension ApiWorld {
    /// Commits an offset of partition 0 of `t` in a producer's transaction, and gives the codes.
    fileprivate func commit(
        _ offset: Int64, by producer: TestProducer, version: Int16 = 5,
        _ change: (inout TxnOffsetCommitRequest) -> Void = { _ in }
    ) throws -> [Int16] {
        let response = try ask(TxnOffsetCommit.self, version: version) { request in
            request.commit(offset, by: producer)
            change(&request)
        }
        return response.topics.flatMap { $0.partitions.map(\.errorCode) }
    }

    fileprivate func addGroup(to producer: TestProducer) throws {
        let response = try ask(AddOffsetsToTxn.self, version: 3) { request in
            request.transactionalId = producer.name
            request.producerId = producer.id
            request.producerEpoch = producer.epoch
            request.groupId = "g"
        }
        try #require(response.errorCode == 0)
    }

    /// The code and the offset of partition 0 of `t`.
    fileprivate func fetched(stable: Bool) throws -> [Int64] {
        let response = try ask(OffsetFetch.self, version: 7) { request in
            request.groupId = "g"
            request.requireStable = stable
            var topic = OffsetFetchRequest.Topics()
            topic.name = "t"
            topic.partitionIndexes = [0]
            request.topics = [topic]
        }
        let row = response.topics[0].partitions[0]
        return [Int64(row.errorCode), row.committedOffset]
    }
}
