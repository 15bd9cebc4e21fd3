import Bytes
import KafkaMessages
import KafkaProtocol
import Simulation
import Syscalls
import Telemetry
import Testing

@testable import KafkaGateway

/// What is appended in a turn is written before an answer to it leaves.
@Suite(.serialized) struct GatewayLoopTests {
    /// The broker's own APIs, and a topic whose segments have room on the disk from the beginning.
    private func gateway() throws -> TestGateway {
        let gateway = try TestGateway(serving: ApiTable.answered)
        try gateway.create(
            "t",
            configs: [
                ("preallocate", "true"), ("segment.bytes", "1048576"),
                ("strom.durability", "async"),
            ])
        return gateway
    }

    @Test func `requests that come together are answered when their batches are written`() throws {
        let gateway = try gateway()
        let client = try gateway.client()
        try client.send((0..<5).flatMap { _ in client.produce(to: "t") })
        for offset in 0..<5 {
            #expect(try client.produced() == .init(error: .none, offset: Int64(offset)))
        }
        let log = gateway.disk.files.first { $0.key.hasSuffix("t-0/00000000000000000000.log") }
        #expect(try #require(log).value.count == 5 * TestClient.record.count)
    }

    @Test func `a request behind them sees what they have appended`() throws {
        let gateway = try gateway()
        let client = try gateway.client()
        var latest = ListOffsetsRequest()
        latest.topics = [.init()]
        latest.topics[0].name = "t"
        latest.topics[0].partitions = [.init()]
        latest.topics[0].partitions[0].timestamp = -1
        try client.send(client.produce(to: "t") + client.frame(.listOffsets, version: 1, latest))
        #expect(try client.produced() == .init(error: .none, offset: 0))
        let answer = try client.body(ListOffsetsResponse.self, version: 1)
        #expect(answer?.topics[0].partitions[0].offset == 1)
    }

    @Test func `where the disk refuses, no answer leaves, and who comes again is told why`() throws
    {
        let gateway = try gateway()
        let client = try gateway.client()
        let other = try gateway.client()
        try other.send(other.produce(to: "t"))
        #expect(try other.produced() == .init(error: .none, offset: 0))
        gateway.disk.refuse(Refusal(of: [.write], with: .inputOutput, suffix: ".log"))
        try client.send((0..<3).flatMap { _ in client.produce(to: "t") })
        #expect(try client.receive() == nil)
        // Nothing was promised to this one.
        try other.send(other.produce(to: "t"))
        #expect(try other.produced()?.error == .kafkaStorageError)
    }

    @Test func `on a full disk no answer leaves, and appends go on when it has room again`()
        throws
    {
        let gateway = try gateway()
        let client = try gateway.client()
        gateway.disk.refuse(Refusal(of: [.write], with: .noSpace, suffix: ".log"))
        try client.send(client.produce(to: "t"))
        #expect(try client.receive() == nil)
        let again = try gateway.client()
        try again.send(again.produce(to: "t"))
        #expect(try again.produced()?.error == .kafkaStorageError)
        gateway.disk.heal()
        // What was not acknowledged may be there all the same.
        try again.send(again.produce(to: "t"))
        #expect(try again.produced() == .init(error: .none, offset: 1))
    }

    @Test func `what a request appends that was held until an answer left is synced in that turn`()
        throws
    {
        let gateway = try TestGateway(serving: ApiTable.answered)
        try gateway.create("t", configs: [])
        // Where so much waits to be sent nobody is served before his last answer has gone.
        let memory = gateway.gateway.memory
        memory.enter(memory.limit / 2, in: .replies)
        let client = try gateway.client()
        var all = MetadataRequest()
        all.topics = nil
        try client.send(
            client.frame(.metadata, version: 1, all) + client.produce(to: "t", acks: -1))
        #expect(try client.body(MetadataResponse.self, version: 1)?.topics.count == 1)
        // Nothing else comes that would begin another turn.
        #expect(gateway.sync())
        #expect(try client.produced() == .init(error: .none, offset: 0))
    }
}

extension TestClient {
    /// A batch of one record.
    fileprivate static let record: [UInt8] = {
        var builder = RecordBatchBuilder()
        builder.append(timestamp: 1, key: nil, value: Array("x".utf8))
        let bytes = builder.finish()
        return unsafe bytes.bytes.withUnsafeBytes { unsafe Array($0) }
    }()

    /// The frame of a Produce of one record.
    fileprivate func produce(to topic: String, acks: Int16 = 1) -> [UInt8] {
        var request = ProduceRequest()
        request.acks = acks
        request.timeoutMs = 30_000
        request.topicData = [.init(topic, 0, Self.record)]
        return frame(.produce, version: 8, request)
    }

    fileprivate struct Produced: Equatable {
        let error: ErrorCode
        let offset: Int64
    }

    /// What the next answer says of the partition; nil where the connection is closed.
    fileprivate func produced() throws -> Produced? {
        try body(ProduceResponse.self, version: 8).map { response in
            let partition = response.responses[0].partitionResponses[0]
            return Produced(
                error: ErrorCode(rawValue: partition.errorCode), offset: partition.baseOffset)
        }
    }

    /// The body of the next answer; nil where the connection is closed.
    fileprivate func body<Response: ResponseMessage>(
        _ type: Response.Type, version: Int16
    ) throws -> Response? {
        guard let frame = try receive() else { return nil }
        var reader = ByteReader(unsafe frame.span.bytes.extracting(4...))
        return try Response(from: &reader, version: version)
    }
}
