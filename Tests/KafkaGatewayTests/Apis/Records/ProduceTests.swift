import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct ProduceTests {
    typealias Part = ProduceResponse.Responses.PartitionResponses

    @Test(arguments: Int16(3)...12)
    func `in every version records are appended, and told where`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.produce(world.batch(["a", "b"]), to: "t").baseOffset == 0)
        let part = try world.produce(world.batch(["c"]), to: "t", version: version)
        #expect((part.errorCode, part.baseOffset) == (0, 2))
        #expect(part.logAppendTimeMs == -1)
        #expect(try world.end("t") == 3)
    }

    @Test func `from version 13 on topics are named by their id`() throws {
        let world = try ApiWorld()
        let id = try world.create("t")
        let response = try world.ask(Produce.self, version: 13) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.topicData = [id, Uuid(high: 1, low: 1)].map { id in
                var topic = ProduceRequest.TopicData("", 0, world.batch(["x"]))
                topic.topicId = id
                return topic
            }
        }
        #expect(response.responses.map { $0.partitionResponses[0].errorCode } == [0, 100])
        #expect(response.responses[0].topicId == id)
    }

    @Test func `acks all waits for the disk, acks 1 does not`() throws {
        let world = try ApiWorld()
        try world.create("t")
        for acks in [Int16(-1), 1] {
            let held = try world.begin(Produce.self, version: 9) { request in
                request.acks = acks
                request.timeoutMs = 1000
                request.topicData = [.init("t", 0, world.batch(["x"]))]
            }
            #expect((held.answer == nil) == (acks == -1))
            try world.proceed(held)
            #expect((held.answer == nil) == (acks == -1), "nothing was synced")
            world.settle()
            if acks == -1 { try world.proceed(held) }
            #expect(held.answer?.responses[0].partitionResponses[0].errorCode == 0)
        }
    }

    @Test func `what a turn of the loop appends is asked to be synced at its end, once`() throws {
        let world = try ApiWorld()
        let topic = try world.create("t")
        world.settle()
        let replica = try #require(world.broker.replica(of: topic, 0))
        for _ in 0..<2 {
            _ = try world.begin(Produce.self, version: 9) { request in
                request.acks = 1
                request.topicData = [.init("t", 0, world.batch(["x"]))]
            }
        }
        #expect(world.broker.syncs.runRound())
        #expect(!world.broker.syncs.runRound())
        #expect(replica.status.syncedEnd == replica.status.endOffset)
        // A replica that is named again has nothing that is not asked for.
        world.context.settleLater(replica)
        _ = world.context.settle()
        #expect(!world.broker.syncs.runRound())
    }

    @Test func `what is not on the disk in time is answered with REQUEST_TIMED_OUT, and stays`()
        throws
    {
        let world = try ApiWorld()
        try world.create("t")
        let held = try world.begin(Produce.self, version: 9) { request in
            request.acks = -1
            request.timeoutMs = 100
            request.topicData = [.init("t", 0, world.batch(["x"]))]
        }
        world.pass(milliseconds: 100)
        try world.proceed(held)
        let part = try #require(held.answer).responses[0].partitionResponses[0]
        #expect(ErrorCode(rawValue: part.errorCode) == .requestTimedOut)
        world.settle()
        #expect(try world.end("t") == 1)
    }

    @Test func `acks 0 is not answered; an error closes the connection`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(throws: ApiWorld.Unanswered(isClosed: false)) {
            try world.produce(world.batch(["x"]), to: "t", acks: 0)
        }
        #expect(throws: ApiWorld.Unanswered(isClosed: true)) {
            try world.produce(world.batch(["x"]), to: "t", partition: 9, acks: 0)
        }
        world.settle()
        #expect(try world.end("t") == 1)
    }

    @Test func `a request is refused partition by partition, each with its own code`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        try world.create("compacted", configs: ["cleanup.policy": "compact"])
        let broken = world.batch(["x"]).dropLast() + [0xFF]
        let response = try world.ask(Produce.self, version: 8) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.topicData = [
                .init("t", 0, world.batch(["good"])), .init("t", 1, Array(broken)),
                .init("t", 2, world.batch(["x"])), .init("nowhere", 0, world.batch(["x"])),
                .init("compacted", 0, world.batch(["x", "y"])), .init("t", 1, []),
            ]
        }
        let parts = response.responses.map { $0.partitionResponses[0] }
        let codes = parts.map { ErrorCode(rawValue: $0.errorCode) }
        #expect(
            codes == [
                .none, .corruptMessage, .unknownTopicOrPartition, .unknownTopicOrPartition,
                .invalidRecord, .invalidRecord,
            ])
        #expect(parts.dropFirst().allSatisfy { $0.baseOffset == -1 })
        #expect(parts[4].recordErrors.map(\.batchIndex) == [0, 1])
        #expect(parts[4].errorMessage != nil)
        #expect(try world.end("t") == 1)
    }

    @Test func `acks that there are not are refused for the whole request`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.produce(world.batch(["x"]), to: "t", acks: 2).errorCode == 21)
        #expect(try world.end("t") == 0)
    }

    @Test func `a batch sent again is answered as before and stored once`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let batch = world.batch(["x"]) { header in
            header.producerID = ProducerID(rawValue: 7)
            header.producerEpoch = ProducerEpoch(rawValue: 0)
            header.baseSequence = 0
        }
        for _ in 0..<2 {
            let part = try world.produce(batch, to: "t")
            #expect((part.errorCode, part.baseOffset) == (0, 0))
        }
        let gap = world.batch(["x"]) { header in
            header.producerID = ProducerID(rawValue: 7)
            header.producerEpoch = ProducerEpoch(rawValue: 0)
            header.baseSequence = 5
        }
        #expect(try world.produce(gap, to: "t").errorCode == 45)
        #expect(try world.end("t") == 1)
    }

    @Test func `LogAppendTime stamps the records and says when`() throws {
        let world = try ApiWorld()
        try world.create("t", configs: ["message.timestamp.type": "LogAppendTime"])
        world.pass(milliseconds: 5000)
        let part = try world.produce(world.batch(["x"]), to: "t")
        #expect(part.logAppendTimeMs == world.context.wallTime.rawValue)
    }

    @Test func `a topic's own codec is what is stored`() throws {
        let world = try ApiWorld()
        try world.create("t", configs: ["compression.type": "zstd"])
        #expect(try world.produce(world.batch(["x", "x"]), to: "t").errorCode == 0)
        let batch = try world.fetched("t")
        #expect(batch?.compression == .zstd)
        #expect(batch?.recordCount == 2)
    }

    @Test func `a topic of the broker's own takes records from its administrator only`() throws {
        let world = try ApiWorld()
        _ = try world.broker.createAutomatically(
            "__consumer_offsets", now: world.context.wallTime)
        world.settle()
        var builder = RecordBatchBuilder()
        builder.append(timestamp: 1, key: [1], value: [2])
        let bytes = builder.finish()
        let batch = unsafe bytes.bytes.withUnsafeBytes { unsafe Array($0) }
        #expect(try world.produce(batch, to: "__consumer_offsets").errorCode == 17)
        let own = try world.produce(batch, to: "__consumer_offsets", client: "__admin_client")
        #expect(own.errorCode == 0)
    }
}
