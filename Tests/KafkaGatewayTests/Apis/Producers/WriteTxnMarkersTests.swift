import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct WriteTxnMarkersTests {
    private func codes(
        _ world: ApiWorld, id: Int64, epoch: Int16, coordinatorEpoch: Int32 = 0,
        partitions: [Int32] = [0], of topic: String = "t", version: Int16 = 1
    ) throws -> [Int16] {
        let response = try world.ask(WriteTxnMarkers.self, version: version) { request in
            var marker = WriteTxnMarkersRequest.Markers()
            marker.producerId = id
            marker.producerEpoch = epoch
            marker.coordinatorEpoch = coordinatorEpoch
            marker.transactionVersion = version >= 2 ? 2 : 0
            var asked = WriteTxnMarkersRequest.Markers.Topics()
            asked.name = topic
            asked.partitionIndexes = partitions
            marker.topics = [asked]
            request.markers = [marker]
        }
        #expect(response.markers.map(\.producerId) == [id])
        #expect(response.markers[0].topics.map(\.name) == [topic])
        let parts = response.markers[0].topics[0].partitions
        #expect(parts.map(\.partitionIndex) == partitions)
        return parts.map(\.errorCode)
    }

    @Test func `an operator ends what hangs, and readers go on`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let producer = try world.producer("x")
        #expect(try world.write(["hangs"], to: "t", by: producer) == 0)
        func stable() throws -> Int64 {
            try world.ask(ListOffsets.self) { request in
                var topic = ListOffsetsRequest.Topics()
                topic.name = "t"
                var part = ListOffsetsRequest.Topics.Partitions()
                part.timestamp = -1
                topic.partitions = [part]
                request.replicaId = -1
                request.isolationLevel = 1
                request.topics = [topic]
            }.topics[0].partitions[0].offset
        }
        #expect(try stable() == 0)
        #expect(try codes(world, id: producer.id, epoch: producer.epoch) == [0])
        #expect(try stable() == 2)
    }

    @Test func `a marker of the past is refused, partition by partition`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try codes(world, id: 7, epoch: 1, coordinatorEpoch: 5) == [0])
        #expect(try codes(world, id: 7, epoch: 1, coordinatorEpoch: 4) == [52])
        #expect(try codes(world, id: 7, epoch: 0, coordinatorEpoch: 5) == [47])
        #expect(
            try codes(world, id: 7, epoch: 1, coordinatorEpoch: 5, partitions: [3, 0]) == [3, 0])
        #expect(try codes(world, id: 7, epoch: 2, coordinatorEpoch: 5, of: "nowhere") == [3])
        #expect(try codes(world, id: 7, epoch: 2, coordinatorEpoch: 5, version: 2) == [0])
    }

    @Test func `a marker that names no producer is not written`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try codes(world, id: -1, epoch: -1) == [42])
        #expect(try codes(world, id: -1, epoch: 0) == [42])
        #expect(try codes(world, id: 7, epoch: -1) == [42])
        #expect(try world.end("t") == 0)
    }
}
