import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct DescribeProducersTests {
    private func describe(
        _ world: ApiWorld, _ topic: String, _ partitions: [Int32]
    ) throws -> [DescribeProducers.Entry] {
        let response = try world.ask(DescribeProducers.self) { request in
            var asked = DescribeProducersRequest.Topics()
            asked.name = topic
            asked.partitionIndexes = partitions
            request.topics = [asked]
        }
        #expect(response.topics.map(\.name) == [topic])
        return response.topics[0].partitions
    }

    @Test
    func `a producer is told with its last sequence, and since where its transaction is open`()
        throws
    {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        _ = try world.produce(world.batch(["plain"]), to: "t")
        let producer = try world.producer("x")
        #expect(try world.write(["a", "b"], to: "t", by: producer) == 0)
        let partitions = try describe(world, "t", [0, 1])
        #expect(partitions.map(\.errorCode) == [0, 0])
        let open = try #require(partitions[0].activeProducers.first)
        #expect(partitions[0].activeProducers.count == 1)
        #expect(open.producerId == producer.id && open.producerEpoch == Int32(producer.epoch))
        #expect(open.lastSequence == 1 && open.currentTxnStartOffset == 1)
        #expect(open.lastTimestamp >= 0)
        #expect(partitions[1].activeProducers.isEmpty)
        _ = try world.endTransaction(of: producer, commits: true)
        world.end()
        let ended = try describe(world, "t", [0])[0].activeProducers
        #expect(ended.map(\.currentTxnStartOffset) == [-1])
        #expect(ended.map(\.coordinatorEpoch).allSatisfy { $0 >= 0 })
    }

    @Test func `what is not there is told partition by partition`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try describe(world, "t", [0, 7]).map(\.errorCode) == [0, 3])
        #expect(try describe(world, "nowhere", [0]).map(\.errorCode) == [3])
    }
}
