import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DeleteRecordsTests {
    @Test func `the log begins where it is told to, and the records stay away`() throws {
        let world = try ApiWorld()
        try world.create("t")
        _ = try world.produce(world.batch(["a", "b", "c"]), to: "t")
        let part = try world.delete(before: 2, in: "t")
        #expect((part.errorCode, part.lowWatermark) == (0, 2))
        #expect(try world.look(up: -2, in: "t").offset == 2)
        #expect(try world.fetch("t", from: 1)?.errorCode == ErrorCode.offsetOutOfRange.rawValue)
        #expect(try world.fetch("t", from: 2)?.logStartOffset == 2)
        #expect(try world.delete(before: -1, in: "t").lowWatermark == 3)
    }

    @Test func `what cannot be deleted is refused`() throws {
        let world = try ApiWorld()
        try world.create("t")
        try world.create("compacted", configs: ["cleanup.policy": "compact"])
        #expect(try world.delete(before: 1, in: "t").errorCode == 1)
        #expect(try world.delete(before: -5, in: "t").errorCode == 1)
        #expect(try world.delete(before: 0, in: "nowhere").errorCode == 3)
        #expect(try world.delete(before: 0, in: "compacted").errorCode == 44)
    }
}

extension ApiWorld {
    func delete(
        before offset: Int64, in topic: String
    ) throws -> DeleteRecordsResponse.Topics.Partitions {
        let response = try ask(DeleteRecords.self) { request in
            var asked = DeleteRecordsRequest.Topics()
            asked.name = topic
            var partition = DeleteRecordsRequest.Topics.Partitions()
            partition.offset = offset
            asked.partitions = [partition]
            request.timeoutMs = 1000
            request.topics = [asked]
        }
        return response.topics[0].partitions[0]
    }
}
