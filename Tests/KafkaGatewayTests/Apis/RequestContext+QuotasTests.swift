import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct RequestContextQuotasTests {
    // MARK: Changes of topics

    @Test func `beyond its quota a client makes, grows and deletes nothing`() throws {
        let world = try ApiWorld()
        try world.create("old")
        try world.limit(["client-id": "test"], ["controller_mutation_rate": 1])
        func make(_ name: String, _ partitions: Int32, version: Int16) throws
            -> CreateTopicsResponse
        {
            try world.ask(CreateTopics.self, version: version) {
                $0.topics = [.init(name, partitions: partitions)]
            }
        }
        let first = try make("a", 30, version: 6)
        #expect((first.topics[0].errorCode, first.throttleTimeMs) == (0, 0))
        let second = try make("b", 1, version: 6)
        #expect((second.topics[0].errorCode, second.throttleTimeMs) == (89, 19_000))
        let deleted = try world.ask(DeleteTopics.self, version: 5) { $0.topicNames = ["old"] }
        #expect((deleted.responses[0].errorCode, deleted.throttleTimeMs) == (89, 19_000))
        let grown = try world.ask(CreatePartitions.self, version: 3) {
            $0.topics = [.init("old", 2)]
        }
        #expect((grown.results[0].errorCode, grown.throttleTimeMs) == (89, 19_000))

        let older = try make("b", 1, version: 5)
        #expect((older.topics[0].errorCode, older.throttleTimeMs) == (0, 20_000))
        let olderGrown = try world.ask(CreatePartitions.self, version: 2) {
            $0.topics = [.init("old", 2)]
        }
        #expect((olderGrown.results[0].errorCode, olderGrown.throttleTimeMs) == (0, 21_000))
        let olderDeleted = try world.ask(DeleteTopics.self, version: 4) { $0.topicNames = ["old"] }
        #expect((olderDeleted.responses[0].errorCode, olderDeleted.throttleTimeMs) == (0, 23_000))

        world.pass(milliseconds: 24_000)
        #expect(try make("c", 1, version: 7).topics[0].errorCode == 0)
    }

    @Test func `a topic that is made without asking counts, too`() throws {
        let world = try ApiWorld()
        try world.limit(["user": "ANONYMOUS"], ["controller_mutation_rate": 0.1])
        for (name, isMade) in [("a", true), ("b", true), ("c", false)] {
            _ = try world.ask(Metadata.self) { request in
                request.topics = [.init()]
                request.topics?[0].name = name
                request.allowAutoTopicCreation = true
            }
            world.settle()
            #expect((world.context.image.topics[name] != nil) == isMade, "\(name)")
        }
    }

    // MARK: Fetched bytes

    private func fetch(
        _ world: ApiWorld, session: Int32 = 0, epoch: Int32 = -1, maxBytes: Int32 = 1 << 20
    ) throws -> (bytes: Int, response: FetchResponse) {
        let response = try world.ask(Fetch.self, version: 11) { request in
            request.replicaId = -1
            request.maxWaitMs = 0
            request.minBytes = 1
            request.maxBytes = 1 << 24
            request.sessionId = session
            request.sessionEpoch = epoch
            guard epoch <= 0 else { return }
            var topic = FetchRequest.Topics()
            topic.topic = "t"
            topic.partitions = [.init()]
            topic.partitions[0].partitionMaxBytes = maxBytes
            request.topics = [topic]
        }
        let bytes = response.responses.flatMap(\.partitions).reduce(0) { sum, partition in
            if case .inFrame(let range) = partition.records { sum + range.count } else { sum }
        }
        return (bytes, response)
    }

    private func worldWithRecords(of size: Int = 1000) throws -> ApiWorld {
        let world = try ApiWorld()
        try world.create("t")
        for _ in 0..<30 {
            _ = try world.produce(
                world.batch([String(repeating: "x", count: size)]), to: "t")
        }
        try world.limit(["client-id": nil], ["consumer_byte_rate": 1000])
        return world
    }

    @Test func `one answer holds ten seconds' worth, and the next has to wait`() throws {
        let world = try worldWithRecords()
        let first = try fetch(world)
        #expect(8000...10_000 ~= first.bytes)
        #expect(first.response.throttleTimeMs == 0)
        let second = try fetch(world)
        #expect(second.bytes == 0)
        #expect(second.response.errorCode == 0)
        #expect(second.response.throttleTimeMs > 0)
        #expect(second.response.responses.isEmpty)
        world.pass(milliseconds: 11_000)
        #expect(try fetch(world).bytes > 8000)
    }

    @Test func `one that has to wait keeps its session, and opens none`() throws {
        let world = try worldWithRecords()
        let session = try fetch(world, epoch: 0).response.sessionId
        #expect(session > 0)
        let second = try fetch(world, session: session, epoch: 1).response
        #expect(second.throttleTimeMs > 0)
        #expect((second.errorCode, second.sessionId) == (0, session))
        let other = try fetch(world, epoch: 0).response
        #expect(other.throttleTimeMs > 0)
        #expect(other.sessionId == 0)
        world.pass(milliseconds: 11_000)
        #expect(try fetch(world, session: session, epoch: 2).bytes > 8000)
    }

    @Test func `a batch that exceeds the quota alone is read and paid for`() throws {
        let world = try worldWithRecords(of: 50_000)
        let first = try fetch(world)
        #expect(first.bytes > 50_000)
        #expect(first.response.throttleTimeMs > 40_000)
        #expect(try fetch(world).bytes == 0)
    }

    @Test func `the quota of one client holds back no other`() throws {
        let world = try worldWithRecords()
        try world.limit(["client-id": "test"], ["consumer_byte_rate": 1e9])
        #expect(try fetch(world).bytes > 30_000)
        #expect(try fetch(world).bytes > 30_000)
    }
}

extension CreatePartitionsRequest.Topics {
    fileprivate init(_ name: String, _ count: Int32) {
        self.init()
        self.name = name
        self.count = count
        assignments = nil
    }
}
