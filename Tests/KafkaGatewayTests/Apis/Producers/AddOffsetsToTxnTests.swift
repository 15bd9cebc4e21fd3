import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct AddOffsetsToTxnTests {
    private func code(
        _ world: ApiWorld, _ producer: TestProducer, version: Int16
    ) throws -> Int16 {
        try world.ask(AddOffsetsToTxn.self, version: version) { request in
            request.transactionalId = producer.name
            request.producerId = producer.id
            request.producerEpoch = producer.epoch
            request.groupId = "g"
        }.errorCode
    }

    @Test(arguments: AddOffsetsToTxn.versions)
    func `the partition of the group's offsets is added`(version: Int16) throws {
        let world = try ApiWorld()
        let producer = try world.producer("x")
        #expect(try code(world, producer, version: version) == 0)
        let state = try world.describe("x")
        #expect(state.transactionState == "Ongoing")
        #expect(state.topics.map(\.topic) == ["__consumer_offsets"])
        #expect(state.topics[0].partitions == [GroupCoordinator.partition(of: "g", count: 50)])
    }

    @Test func `a producer that was replaced is told so in the words of its version`() throws {
        let world = try ApiWorld()
        let old = try world.producer("x")
        _ = try world.producer("x")
        for (version, fenced) in [(Int16(1), Int16(47)), (2, 90), (4, 90)] {
            #expect(try code(world, old, version: version) == fenced)
        }
        #expect(try code(world, TestProducer(name: "y", id: 1, epoch: 0), version: 3) == 49)
        #expect(try code(world, TestProducer(name: "", id: 1, epoch: 0), version: 3) == 42)
    }
}
