import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import LogEngine
import Testing

@testable import KafkaGateway

@Suite struct FetchTests {
    @Test(arguments: Int16(4)...12)
    func `in every version what was produced is read`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t")
        _ = try world.produce(world.batch(["a", "b"]), to: "t")
        let part = try #require(try world.fetch("t", from: 0, version: version))
        #expect((part.errorCode, part.highWatermark) == (0, 2))
        #expect(part.records.byteCount > 61)
        #expect(part.abortedTransactions == nil)
    }

    @Test func `from version 13 on topics are named by their id`() throws {
        let world = try ApiWorld()
        let id = try world.create("t")
        _ = try world.produce(world.batch(["a"]), to: "t")
        let response = try world.ask(Fetch.self, version: 18) { request in
            request.maxBytes = 1000
            request.topics = [id, Uuid(high: 1, low: 1)].map { id in
                var topic = FetchRequest.Topics("", [(0, 0)])
                topic.topicId = id
                return topic
            }
        }
        #expect(response.responses.map { $0.partitions[0].errorCode } == [0, 100])
        #expect(response.responses[0].topicId == id)
    }

    @Test func `a fetch waits for records, and is answered when they come`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let held = try world.begin(Fetch.self, version: 11) { request in
            request.maxWaitMs = 1000
            request.minBytes = 1
            request.topics = [.init("t", [(0, 0)])]
        }
        #expect(held.waiting?.watched.count == 1)
        try world.proceed(held)
        #expect(held.answer == nil)
        _ = try world.produce(world.batch(["x"]), to: "t")
        try world.proceed(held)
        #expect(held.answer?.responses[0].partitions[0].highWatermark == 1)
    }

    @Test func `a fetch whose time is up is answered with what there is`() throws {
        let world = try ApiWorld()
        try world.create("t")
        _ = try world.produce(world.batch(["x"]), to: "t")
        let held = try world.begin(Fetch.self, version: 11) { request in
            request.maxWaitMs = 500
            request.minBytes = 100_000
            request.topics = [.init("t", [(0, 0)])]
        }
        #expect(held.answer == nil)
        world.pass(milliseconds: 500)
        try world.proceed(held)
        let part = try #require(held.answer).responses[0].partitions[0]
        #expect(part.records.byteCount > 61)
    }

    @Test func `the deletion of the topic ends a fetch that waits`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let held = try world.begin(Fetch.self, version: 11) { request in
            request.maxWaitMs = 60_000
            request.minBytes = 1
            request.topics = [.init("t", [(0, 0)])]
        }
        _ = try world.ask(DeleteTopics.self, version: 5) { $0.topicNames = ["t"] }
        try world.proceed(held)
        let part = try #require(held.answer).responses[0].partitions[0]
        #expect(ErrorCode(rawValue: part.errorCode) == .unknownTopicOrPartition)
    }

    @Test func `only the first batch of all may be larger than what was asked for`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 3)
        for partition in Int32(1)...2 {
            _ = try world.produce(world.batch(["x"]), to: "t", partition: partition)
        }
        let response = try world.ask(Fetch.self, version: 11) { request in
            request.maxBytes = 1
            request.topics = [.init("t", [(0, 0), (1, 0), (2, 0)])]
        }
        let parts = response.responses[0].partitions
        #expect(parts.map { $0.records.byteCount > 0 } == [false, true, false])
        #expect(parts.map(\.highWatermark) == [0, 1, 1])
    }

    @Test func `an offset outside of the log, a wrong epoch and a diverging one are told`() throws {
        let world = try ApiWorld()
        try world.create("t")
        _ = try world.produce(world.batch(["a", "b", "c"]), to: "t")
        let epoch = try world.look(up: -1, in: "t").leaderEpoch
        func code(_ offset: Int64, current: Int32 = -1, fetched: Int32 = -1) throws -> Int16? {
            try world.fetch("t", from: offset, current: current, fetched: fetched)?.errorCode
        }
        #expect(try code(4) == ErrorCode.offsetOutOfRange.rawValue)
        #expect(try code(-1) == ErrorCode.offsetOutOfRange.rawValue)
        #expect(try code(0, current: epoch) == 0)
        #expect(try code(0, current: epoch + 1) == ErrorCode.unknownLeaderEpoch.rawValue)
        #expect(try code(0, fetched: epoch + 3) == ErrorCode.offsetOutOfRange.rawValue)
        let diverging = try world.fetch("t", from: 5, fetched: epoch)
        #expect(diverging?.errorCode == 0)
        #expect(diverging?.divergingEpoch.epoch == epoch)
        #expect(diverging?.divergingEpoch.endOffset == 3)
    }

    @Test func `a session tells only what is new, from any connection`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let first = try world.ask(Fetch.self, version: 11) { request in
            request.sessionEpoch = 0
            request.topics = [.init("t", [(0, 0), (1, 0)])]
        }
        #expect(first.sessionId > 0)
        #expect(first.responses[0].partitions.count == 2)
        _ = try world.produce(world.batch(["x"]), to: "t", partition: 1)
        let second = try world.ask(Fetch.self, version: 11) { request in
            request.sessionId = first.sessionId
            request.sessionEpoch = 1
        }
        #expect(second.responses[0].partitions.map(\.partitionIndex) == [1])
        let wrong = try world.ask(Fetch.self, version: 11) { request in
            request.sessionId = first.sessionId
            request.sessionEpoch = 7
        }
        #expect(ErrorCode(rawValue: wrong.errorCode) == .invalidFetchSessionEpoch)
        #expect(wrong.responses.isEmpty)
    }
}

extension FetchRequest.Topics {
    /// Partitions and the offsets from which on they are read.
    init(_ topic: String, _ partitions: [(Int32, Int64)]) {
        self.init()
        self.topic = topic
        self.partitions = partitions.map { index, offset in
            var partition = Partitions()
            partition.partition = index
            partition.fetchOffset = offset
            partition.partitionMaxBytes = 1 << 20
            return partition
        }
    }
}

extension ApiWorld {
    /// One partition's part of an answer; without waiting.
    func fetch(
        _ topic: String, from offset: Int64, version: Int16 = 12, current: Int32 = -1,
        fetched: Int32 = -1
    ) throws -> FetchResponse.Responses.Partitions? {
        let response = try ask(Fetch.self, version: version) { request in
            var asked = FetchRequest.Topics(topic, [(0, offset)])
            asked.partitions[0].currentLeaderEpoch = current
            asked.partitions[0].lastFetchedEpoch = fetched
            request.topics = [asked]
        }
        return response.responses.first?.partitions.first
    }

    /// The header of the first batch in a topic, as it is stored.
    func fetched(_ topic: String) throws -> RecordBatchHeader? {
        let image = try #require(broker.image.topics[topic])
        let replica = try #require(broker.replica(of: image.id, 0))
        guard let slice = replica.read(at: .zero, .init()).slice else { return nil }
        let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        return unsafe RecordBatchHeader(bytes.span.bytes)
    }
}
