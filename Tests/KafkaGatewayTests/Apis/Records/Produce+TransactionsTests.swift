import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct ProduceTransactionsTests {
    @Test func `by version 12 a partition is added by what is written to it`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let producer = try world.producer("x")
        #expect(try world.write(["a"], to: "t", partition: 1, by: producer) == 0)
        let state = try world.describe("x")
        #expect(state.transactionState == "Ongoing")
        #expect(state.topics.map(\.partitions) == [[1]])
        #expect(try world.write(["b"], to: "t", partition: 1, by: producer, sequence: 1) == 0)
        #expect(try world.end("t", 1) == 2)
    }

    @Test func `the records are appended once the coordinator's own are on the disk`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let producer = try world.producer("x")
        let replica = try world.replica("t")
        let held = try world.begin(Produce.self, version: 12) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.transactionalId = "x"
            request.topicData = [.init("t", 0, world.batch(["a"], by: producer))]
        }
        var waiting = try #require(held.waiting)
        #expect(!waiting.letsProducesBegin, "those behind it would overtake it")
        #expect(waiting.keptByteCount > 0)
        #expect(replica.status.endOffset == .zero)
        world.settle()
        try world.proceed(held)
        waiting = try #require(held.waiting)
        #expect(waiting.letsProducesBegin)
        #expect(waiting.keptByteCount == 256, "a partition, and no more the frame")
        #expect(replica.status.endOffset == Offset(rawValue: 1))
        world.settle()
        try world.proceed(held)
        #expect(held.answer?.responses[0].partitionResponses[0].errorCode == 0)
    }

    @Test func `an open transaction goes the straight way`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let producer = try world.producer("x")
        #expect(try world.write(["a"], to: "t", by: producer) == 0)
        let held = try world.begin(Produce.self, version: 12) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.transactionalId = "x"
            request.topicData = [.init("t", 0, world.batch(["b"], by: producer, sequence: 1))]
        }
        #expect(held.waiting?.letsProducesBegin == true)
        #expect(try world.replica("t").status.endOffset == Offset(rawValue: 2))
    }

    @Test(arguments: [(Int16(7), Int16(48)), (10, 48), (11, 120)])
    func `below version 12 a partition must have been added before`(
        version: Int16, code: Int16
    ) throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let producer = try world.producer("x")
        #expect(try world.add([1], of: "t", to: producer) == [0])
        #expect(try world.write(["a"], to: "t", by: producer, version: version) == code)
        #expect(try world.end("t", 0) == 0)
        #expect(try world.write(["a"], to: "t", partition: 1, by: producer, version: version) == 0)
    }

    @Test func `a batch without the transactional id, or batches of two producers, are refused`()
        throws
    {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let producer = try world.producer("x")
        let other = try world.producer("y")
        #expect(try world.produce(world.batch(["a"], by: producer), to: "t").errorCode == 53)
        let response = try world.ask(Produce.self, version: 12) { request in
            request.acks = -1
            request.transactionalId = "x"
            request.topicData = [
                .init("t", 0, world.batch(["a"], by: producer)),
                .init("t", 1, world.batch(["a"], by: other)),
            ]
        }
        #expect(response.responses.map { $0.partitionResponses[0].errorCode } == [49, 49])
        #expect(try world.end("t") == 0)
    }

    @Test func `who is not the id's producer is refused, and nothing is added`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let old = try world.producer("x")
        let new = try world.producer("x")
        var later = new
        later.epoch += 1
        var foreign = new
        foreign.id += 1000
        #expect(try world.write(["a"], to: "t", by: old) == 47)
        #expect(try world.write(["a"], to: "t", by: later) == 47)
        #expect(try world.write(["a"], to: "t", by: foreign) == 49)
        let stranger = TestProducer(name: "y", id: new.id, epoch: 0)
        #expect(try world.write(["a"], to: "t", by: stranger) == 49)
        #expect(try world.describe("x").transactionState == "Empty")
        #expect(try world.end("t") == 0)
    }

    @Test(arguments: [Int16(9), 12])
    func `where the coordinator cannot be asked the producer is to try again`(version: Int16)
        throws
    {
        let world = try ApiWorld()
        try world.create("t")
        let producer = TestProducer(name: "x", id: 7, epoch: 0)
        #expect(try world.write(["a"], to: "t", by: producer, version: version) == 19)
    }

    @Test func `old clients are taken at their word where nothing is to be verified`() throws {
        let world = try ApiWorld { $0.transactionPartitionVerificationEnable = false }
        try world.create("t")
        let producer = try world.producer("x")
        #expect(try world.write(["a"], to: "t", by: producer, version: 9) == 0)
        #expect(try world.end("t") == 1)
    }

    @Test func `one partition that is missing keeps no other from being written`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let producer = try world.producer("x")
        let response = try world.ask(Produce.self, version: 12) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.transactionalId = "x"
            request.topicData = [0, 9, 1].map {
                .init("t", $0, world.batch(["a"], by: producer))
            }
        }
        #expect(response.responses.map { $0.partitionResponses[0].errorCode } == [0, 3, 0])
        #expect(try world.describe("x").topics.map(\.partitions) == [[0, 1]])
    }

    @Test func `while the transaction before is being ended the next one waits a little`() throws {
        let world = try ApiWorld()
        try world.create("t")
        var producer = try world.producer("x")
        #expect(try world.write(["a"], to: "t", by: producer) == 0)
        let ended = try world.endTransaction(of: producer, commits: true)
        producer.epoch = ended.producerEpoch
        // The outcome is decided, and nobody has written a marker yet.
        func begin(version: Int16) throws -> ApiWorld.Held<ProduceResponse> {
            try world.begin(Produce.self, version: version) { request in
                request.acks = -1
                request.timeoutMs = 1000
                request.transactionalId = "x"
                request.topicData = [.init("t", 0, world.batch(["b"], by: producer))]
            }
        }
        let old = try begin(version: 11)
        #expect(old.answer?.responses[0].partitionResponses[0].errorCode == 19)
        let held = try begin(version: 12)
        #expect(held.waiting?.deadline == world.context.now.advanced(byMilliseconds: 20))
        world.pass(milliseconds: 20)
        try world.proceed(held)
        #expect(held.waiting?.deadline == world.context.now.advanced(byMilliseconds: 20))
        world.pass(milliseconds: 80)
        try world.proceed(held)
        #expect(held.answer?.responses[0].partitionResponses[0].errorCode == 51)
        world.end()
        #expect(try world.write(["b"], to: "t", by: producer) == 0)
    }

    @Test(arguments: [(0 as Int32, 0 as Int16), (3, 45)])
    func `a batch that has waited for the markers of the transaction before is taken as any other`(
        sequence: Int32, code: Int16
    ) throws {
        let world = try ApiWorld()
        try world.create("t")
        var producer = try world.producer("x")
        #expect(try world.write(["a"], to: "t", by: producer) == 0)
        producer.epoch = try world.endTransaction(of: producer, commits: true).producerEpoch
        let held = try world.begin(Produce.self, version: 12) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.transactionalId = "x"
            request.topicData = [
                .init("t", 0, world.batch(["b"], by: producer, sequence: sequence))
            ]
        }
        #expect(held.waiting != nil, "the transaction before is being ended")
        // The markers make the guard void with which the batch began to wait.
        world.end()
        for _ in 0..<5 where held.answer == nil {
            world.pass(milliseconds: 20)
            try world.proceed(held)
            world.settle()
        }
        #expect(held.answer?.responses[0].partitionResponses[0].errorCode == code)
    }

    @Test func `what the end of the transaction overtakes is refused`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let producer = try world.producer("x")
        let held = try world.begin(Produce.self, version: 12) { request in
            request.acks = -1
            request.timeoutMs = 1000
            request.transactionalId = "x"
            request.topicData = [.init("t", 0, world.batch(["late"], by: producer))]
        }
        #expect(held.waiting != nil)
        _ = try world.endTransaction(of: producer, commits: true)
        world.end()
        try world.proceed(held)
        let code = try #require(held.answer).responses[0].partitionResponses[0].errorCode
        #expect(code == 47, "the marker is of the next epoch")
        #expect(try world.end("t") == 1)
    }

    @Test func `a request without an answer is not kept waiting`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let producer = try world.producer("x")
        func produce(sequence: Int32) throws {
            _ = try world.produce(
                world.batch(["a"], by: producer, sequence: sequence), to: "t", acks: 0,
                transactionalID: "x")
        }
        #expect(throws: ApiWorld.Unanswered(isClosed: true)) { try produce(sequence: 0) }
        #expect(try world.write(["a"], to: "t", by: producer) == 0)
        #expect(throws: ApiWorld.Unanswered(isClosed: false)) { try produce(sequence: 1) }
    }
}

extension ApiWorld {
    /// The one replica of a topic's first partition.
    fileprivate func replica(_ topic: String) throws -> Replica {
        let id = try #require(context.image.topics[topic]).id
        return try #require(broker.replica(of: id, 0))
    }
}
