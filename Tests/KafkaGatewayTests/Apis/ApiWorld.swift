import Bytes
import Cluster
import Configuration
import EventLoop
import KafkaMessages
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Telemetry
import Testing

@testable import KafkaGateway

/// A broker on a simulated disk, and one client that asks its APIs: no socket, no thread, and the
/// clocks in the test's hands.
final class ApiWorld {
    let broker: LocalBroker
    let context: LoopContext
    let connection: ConnectionInfo
    private let mailbox: Mailbox<LoopLetter>
    private let logs = Logs()

    init(_ configure: (inout BrokerConfiguration) -> Void = { _ in }) throws {
        var configuration = BrokerConfiguration()
        configuration.dataDirectories = ["/data"]
        configure(&configuration)
        broker = try LocalBroker.onSimulatedDisk(configuration)
        mailbox = try Mailbox()
        _ = logs.log("cluster")
        context = LoopContext(
            broker: broker,
            sessions: FetchSessions(
                slots: 10, partitionLimit: 1000, random: SeededGenerator(seed: 2)),
            quotas: QuotaLedger(configuration), levels: logs.levels, mailbox: mailbox,
            image: broker.enlist(mailbox))
        context.wallTime = Timestamp(rawValue: 1_700_000_000_000)
        let address = SocketAddress(ip: .loopback4, port: 19092)
        connection = ConnectionInfo(
            listener: "PLAINTEXT", localAddress: address, peerAddress: address)
    }

    /// A request that has no answer: the client asked for none, or its connection is closed.
    struct Unanswered: Error, Equatable {
        let isClosed: Bool
    }

    /// A request that is not answered yet.
    final class Held<Response: ResponseMessage> {
        var waiting: (any Waiting)?
        var answer: Response?
        let version: Int16

        init(version: Int16) {
            self.version = version
        }
    }

    /// Asks, and waits for the answer as long as it takes: the disk syncs meanwhile, and where that
    /// does not help time passes.
    func ask<Asked: Api>(
        _ api: Asked.Type, version: Int16 = Asked.versions.upperBound, client: String? = "test",
        on connection: ConnectionInfo? = nil, _ fill: (inout Asked.Request) -> Void = { _ in }
    ) throws -> Asked.Request.Response {
        let held = try begin(api, version: version, client: client, on: connection, fill)
        // Records of a coordinator first, then those that rest on them.
        for _ in 0..<3 where held.waiting != nil {
            settle()
            try proceed(held)
        }
        settle()
        if let waiting = held.waiting {
            context.now = waiting.deadline
            try proceed(held)
        }
        return try #require(held.answer)
    }

    /// Asks, and waits for nothing.
    func begin<Asked: Api>(
        _ api: Asked.Type, version: Int16 = Asked.versions.upperBound, client: String? = "test",
        on connection: ConnectionInfo? = nil, _ fill: (inout Asked.Request) -> Void = { _ in }
    ) throws -> Held<Asked.Request.Response> {
        var request = Asked.Request()
        fill(&request)
        var writer = ByteWriter()
        request.encode(to: &writer, version: version)
        var frame = writer.intoBuffer()
        let sent = try Self.decode(Asked.Request.self, frame.bytes, version)
        let context = RequestContext(
            loop: context,
            header: RequestHeader(
                apiKey: Asked.key, apiVersion: version, correlationID: 7, clientID: client),
            connection: connection ?? self.connection)
        var bytes = frame.mutableBytes
        let held = Held<Asked.Request.Response>(version: version)
        // Each request is a turn of its own.
        defer { _ = self.context.settle() }
        switch Asked.begin(sent, frame: &bytes, in: context) {
        case .reply(let reply): held.answer = try Self.read(reply, version)
        case .wait(let waiting): held.waiting = waiting
        case .silence, .silenceAndPause: throw Unanswered(isClosed: false)
        case .close, .later: throw Unanswered(isClosed: true)
        }
        return held
    }

    /// Asks a request that waits again.
    func proceed<Response>(_ held: Held<Response>) throws {
        readLetters()
        let reply = held.waiting?.finish(in: context)
        _ = context.settle()
        guard let reply else { return }
        held.waiting = nil
        held.answer = try Self.read(reply, held.version)
    }

    /// Syncs until nothing is dirty, does what else is due, and reads what came of it.
    func settle() {
        while broker.syncs.runRound() {}
        broker.tick(now: context.now, wallTime: context.wallTime)
        readLetters()
    }

    /// Lets time pass.
    func pass(milliseconds: Int64) {
        context.now = context.now.advanced(byMilliseconds: milliseconds)
        context.wallTime = Timestamp(rawValue: context.wallTime.rawValue + milliseconds)
    }

    private func readLetters() {
        for letter in mailbox.drain() {
            if case .image(let image) = letter { _ = context.take(image) }
        }
    }
}

// MARK: - Frames

extension ApiWorld {
    private static func decode<Body: Message>(
        _: Body.Type, _ bytes: RawSpan, _ version: Int16, from position: Int = 0
    ) throws -> Body {
        var reader = ByteReader(bytes)
        reader.skip(position)
        return try Body(from: &reader, version: version)
    }

    private static func copy(_ buffer: borrowing ByteBuffer) -> [UInt8] {
        unsafe buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    /// The body of a reply, with the parts of files where they belong.
    private static func read<Response: ResponseMessage>(
        _ reply: Reply, _ version: Int16
    ) throws -> Response {
        let written = copy(reply.bytes)
        var bytes: [UInt8] = []
        var position = 0
        for (splice, slice) in zip(reply.splices, reply.slices) {
            bytes += written[position..<splice.position]
            bytes += try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            position = splice.position
        }
        bytes += written[position...]
        let isFlexible = version >= Response.flexibleFrom && Response.apiKey != 18
        let response = try unsafe decode(
            Response.self, bytes.span.bytes, version, from: isFlexible ? 9 : 8)
        #expect(bytes.count == reply.byteCount)
        return response
    }
}

// MARK: - What tests do again and again

extension ApiWorld {
    /// Makes a topic, and gives its identifier.
    @discardableResult
    func create(
        _ name: String, partitions: Int32 = 1, configs: [String: String] = [:]
    ) throws -> Uuid {
        let response = try ask(CreateTopics.self) { request in
            var topic = CreateTopicsRequest.Topics()
            topic.name = name
            topic.numPartitions = partitions
            topic.replicationFactor = 1
            topic.configs = configs.map { key, value in
                var config = CreateTopicsRequest.Topics.Configs()
                config.name = key
                config.value = value
                return config
            }
            request.topics = [topic]
        }
        try #require(response.topics[0].errorCode == 0)
        return response.topics[0].topicId
    }

    /// A batch of records with these values.
    func batch(_ values: [String], change: (inout RecordBatchHeader) -> Void = { _ in }) -> [UInt8]
    {
        var builder = RecordBatchBuilder()
        for value in values {
            builder.append(
                timestamp: context.wallTime.rawValue, key: nil, value: Array(value.utf8))
        }
        change(&builder.header)
        let bytes = builder.finish()
        return unsafe bytes.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    /// Produces to one partition, and gives its part of the answer.
    func produce(
        _ records: [UInt8], to topic: String, partition: Int32 = 0, acks: Int16 = -1,
        version: Int16 = 12, client: String? = "test", transactionalID: String? = nil
    ) throws -> ProduceResponse.Responses.PartitionResponses {
        let response = try ask(Produce.self, version: version, client: client) { request in
            request.acks = acks
            request.timeoutMs = 1000
            request.transactionalId = transactionalID
            request.topicData = [.init(topic, partition, records)]
        }
        return response.responses[0].partitionResponses[0]
    }

    /// The log end of a partition, as a consumer sees it.
    func end(_ topic: String, _ partition: Int32 = 0) throws -> Int64 {
        try look(up: -1, in: topic, partition).offset
    }

    func look(
        up timestamp: Int64, in topic: String, _ partition: Int32 = 0, version: Int16 = 11
    ) throws -> ListOffsetsResponse.Topics.Partitions {
        let response = try ask(ListOffsets.self, version: version) { request in
            var asked = ListOffsetsRequest.Topics()
            asked.name = topic
            var part = ListOffsetsRequest.Topics.Partitions()
            part.partitionIndex = partition
            part.timestamp = timestamp
            asked.partitions = [part]
            request.replicaId = -1
            request.topics = [asked]
        }
        return response.topics[0].partitions[0]
    }
}

extension ProduceRequest.TopicData {
    init(_ topic: String, _ partition: Int32, _ records: [UInt8]) {
        self.init()
        name = topic
        var data = PartitionData()
        data.index = partition
        data.records = .bytes(records)
        partitionData = [data]
    }
}

extension LocalBroker {
    /// A broker that has just begun, with two listeners; it has no threads.
    static func onSimulatedDisk(
        _ configuration: BrokerConfiguration, _ disk: SimulatedDisk = SimulatedDisk(seed: 1)
    ) throws -> LocalBroker {
        try LocalBroker.start(
            Premises(
                disk: disk, clusterID: "4L6g3nShT-eMCtK--X86sw",
                directoryID: Uuid(high: 7, low: 7), wasStoppedClean: false,
                endpoints: [
                    Endpoint(name: "PLAINTEXT", host: "", port: 9092, securityProtocol: 0),
                    Endpoint(name: "OUTSIDE", host: "example.org", port: 9093, securityProtocol: 0),
                ]),
            configuration: configuration, random: SeededGenerator(seed: 1),
            now: Timestamp(rawValue: 1_700_000_000_000), threads: false)
    }
}
