import Bytes
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct ApiTableQuotasTests {
    /// A frame of Produce 7 for a topic that is there, with a record of about so many bytes.
    private func frame(
        _ world: ApiWorld, client: String, acks: Int16, bytes: Int
    ) -> ByteBuffer {
        var request = ProduceRequest()
        request.acks = acks
        request.timeoutMs = 1000
        request.topicData = [
            .init("t", 0, world.batch([String(repeating: "x", count: bytes)]))
        ]
        var writer = ByteWriter()
        writer.write(ApiKey.produce.rawValue)
        writer.write(Int16(7))
        writer.write(Int32(1))
        writer.write(Int16(client.utf8.count))
        for letter in client.utf8 { writer.write(letter) }
        request.encode(to: &writer, version: 7)
        return writer.intoBuffer()
    }

    private func begin(
        _ world: ApiWorld, client: String = "c", acks: Int16, bytes: Int
    ) -> Outcome {
        var frame = frame(world, client: client, acks: acks, bytes: bytes)
        var span = frame.mutableBytes
        defer { _ = world.context.settle() }
        return ApiTable.answered.begin(&span, in: world.context, on: world.connection)
    }

    private func throttleMs(_ outcome: Outcome, _ world: ApiWorld) throws -> Int32 {
        switch outcome {
        case .reply(let reply): return reply.throttleMs
        case .wait(var waiting):
            world.settle()
            let reply = waiting.finish(in: world.context)
            return try #require(reply).throttleMs
        case .silence: return 0
        case .silenceAndPause(let milliseconds): return milliseconds
        case .close, .later: return -1
        }
    }

    @Test(arguments: [-1, 0, 1] as [Int16])
    func `a Produce is stored, and the connection waits for what it was too much`(
        acks: Int16
    ) throws {
        let world = try ApiWorld()
        try world.create("t")
        try world.limit(["client-id": "c"], ["producer_byte_rate": 1000])
        #expect(try throttleMs(begin(world, acks: acks, bytes: 5000), world) == 0)
        let delay = try throttleMs(begin(world, acks: acks, bytes: 7000), world)
        #expect(2000...2500 ~= delay)
        #expect(try throttleMs(begin(world, client: "d", acks: acks, bytes: 7000), world) == 0)
        world.settle()
        #expect(try world.end("t") == 3)
    }

    @Test func `behind a Produce that is too much none begins before it is answered`() throws {
        let world = try ApiWorld()
        try world.create("t")
        try world.limit(["client-id": "c"], ["producer_byte_rate": 1000])
        for isWithin in [true, false] {
            guard case .wait(let waiting) = begin(world, acks: -1, bytes: 6000) else {
                Issue.record("it does not wait")
                return
            }
            #expect(waiting.letsProducesBegin == isWithin)
            waiting.abandon()
        }
    }

    @Test func `time that was used counts for the next request, whichever it is`() throws {
        let world = try ApiWorld()
        try world.create("t")
        try world.limit(["client-id": "c"], ["request_percentage": 0.000_001])
        #expect(try throttleMs(begin(world, acks: -1, bytes: 10), world) == 0)
        world.context.now = .now()
        let delay = try throttleMs(begin(world, acks: -1, bytes: 10), world)
        #expect(1...1000 ~= delay)
        #expect(try throttleMs(begin(world, client: "d", acks: -1, bytes: 10), world) == 0)
    }

    @Test func `a wait that is measured is otherwise as it was`() throws {
        let world = try ApiWorld()
        try world.create("t")
        guard case .wait(let plain) = begin(world, acks: -1, bytes: 10) else {
            Issue.record("it does not wait")
            return
        }
        try world.limit(["client-id": "c"], ["request_percentage": 50])
        guard case .wait(let measured) = begin(world, acks: -1, bytes: 10) else {
            Issue.record("it does not wait")
            return
        }
        #expect(measured.deadline == plain.deadline)
        #expect(measured.watched == plain.watched)
        #expect(measured.isAwaitedAtStop == plain.isAwaitedAtStop)
        #expect(measured.letsProducesBegin == plain.letsProducesBegin)
        #expect(measured.keptByteCount == plain.keptByteCount)
        measured.abandon()
        plain.abandon()
    }
}
