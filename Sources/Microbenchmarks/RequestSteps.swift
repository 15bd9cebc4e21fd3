import Bytes
import Configuration
import KafkaGateway
import KafkaMessages
import KafkaProtocol
import LogEngine

extension Microbenchmarks {
    /// Whole requests, from the frame to the encoded answer.
    static func requestSteps(in directory: String) throws -> [Step] {
        let world = try World(in: directory)
        try world.create("async", partitions: 10, durability: "async")
        try world.create("sync", partitions: 10, durability: "sync")
        return [decoding(), encoding()] + produces(in: world) + fetches(in: world)
    }

    /// What a whole Produce allocates is the same for any number of records.
    private static func produces(in world: World) -> [Step] {
        let request = "the request's three arrays and the answer's two, its bytes and its object"
        let round = "as above, the wait, the letter, and a round of the sync queue"
        return [
            produce("Produce, async", to: "async", acks: 1, in: world, allows: 7, because: request),
            produce(
                "Produce of 150 records, async", to: "async", records: 150, acks: 1, in: world,
                allows: 7, because: request),
            produce(
                "Produce to 10 partitions, async", to: "async", partitions: 10, acks: 1, in: world,
                allows: 8, because: "as above, and the answer's bytes grow"),
            produce(
                "Produce, acks=all, async", to: "async", acks: -1, in: world, allows: 8,
                because: "as above, and the batches that are waited for"),
            produce(
                "Produce, acks=all, sync", to: "sync", acks: -1, in: world, allows: 16,
                because: round),
            produce(
                "Produce to 10 partitions, acks=all, sync", to: "sync", partitions: 10, acks: -1,
                in: world, allows: 57, because: round),
        ]
    }

    private static func fetches(in world: World) -> [Step] {
        let reason = "arrays of the request, the targets, what was read, the session and the answer"
        return [
            fetch("Fetch", partitions: 1, in: world, allows: 15, because: reason),
            fetch("Fetch of 10 partitions", partitions: 10, in: world, allows: 33, because: reason),
        ]
    }

    private static func decoding() -> Step {
        var request = ProduceRequest()
        var data = ProduceRequest.TopicData()
        data.name = "a topic of some length"
        data.partitionData = [.init()]
        request.topicData = [data]
        var writer = ByteWriter()
        request.encode(to: &writer, version: 9)
        let frame = HeldFrame(writer.intoBuffer())
        return Step(
            "decode a Produce request", allows: 3, because: "topics, partitions, a long name"
        ) { meter in
            let request = try meter.measure { try decoded(frame.bytes) }
            precondition(request.topicData.count == 1, "another request")
        }
    }

    private static func decoded(
        _ frame: borrowing ByteBuffer
    ) throws(MalformedMessage) -> ProduceRequest {
        var reader = ByteReader(frame.bytes)
        return try ProduceRequest(from: &reader, version: 9)
    }

    private static func encoding() -> Step {
        var response = ProduceResponse()
        var topic = ProduceResponse.Responses()
        topic.name = "a topic of some length"
        topic.partitionResponses = [.init()]
        response.responses = [topic]
        let header = ReplyHeader(apiKey: .produce, apiVersion: 9, correlationID: 7)
        return Step("encode the answer", allows: 2, because: "its bytes, its object") { meter in
            let reply = meter.measure { header.reply(response) }
            precondition(reply.throttleMs == 0, "another answer")
        }
    }

    private static func produce(
        _ name: String, to topic: String, records: Int = 1, partitions: Int32 = 1, acks: Int16,
        in world: World, allows allowed: Double, because reason: String
    ) -> Step {
        let frame = HeldFrame(
            Frames.produce(
                Frames.batch(records: records), to: topic, partitions: partitions, acks: acks,
                version: 9))
        return Step(name, allows: allowed, because: reason) { meter in
            frame.restore()
            let end = world.end(of: topic)
            _ = meter.measure { world.answer(&frame.bytes) }
            precondition(world.end(of: topic) == end + Int64(records), "it was refused")
        }
    }

    private static func fetch(
        _ name: String, partitions: Int32, in world: World, allows allowed: Double,
        because reason: String
    ) -> Step {
        let frame = HeldFrame(
            Frames.fetch(from: 3, of: "async", partitions: partitions, version: 12))
        return Step(name, allows: allowed, because: reason) { meter in
            let reply = meter.measure { world.answer(&frame.bytes) }
            precondition(reply.throttleMs == 0, "another answer")
        }
    }
}
