import Bytes
import Cluster
import Configuration
import EventLoop
import KafkaGateway
import KafkaMessages
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Telemetry

/// A gateway that serves until it goes: the tests' APIs, unless others are asked for.
final class TestGateway {
    let gateway: Gateway
    let address: SocketAddress
    /// The disk on which the broker's logs are.
    let disk = SimulatedDisk(seed: 1)
    private let broker: LocalBroker

    init(
        serving table: ApiTable = TestApis.table, loops: Int = 1, isMetered: Bool = false,
        _ change: (inout BrokerConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = BrokerConfiguration()
        configuration.loops = loops
        change(&configuration)
        let listener = try BoundListener(
            ListenerEndpoint(name: "PLAINTEXT", security: .plaintext, host: "127.0.0.1", port: 0),
            SocketOptions(backlog: 128))
        address = listener.address
        broker = try LocalBroker.onSimulatedDisk(configuration, disk)
        let broker = broker
        let sessions = FetchSessions(
            configuration, memory: broker.memory, random: SeededGenerator(seed: 2))
        let quotas = QuotaLedger(configuration)
        gateway = try Gateway(
            table, configuration: configuration, memory: broker.memory,
            isMetered: isMetered,
            listeners: [listener]
        ) { mailbox in
            LoopContext(
                broker: broker, sessions: sessions, quotas: quotas,
                levels: Logs().levels, mailbox: mailbox, image: MetadataImage(clusterID: "test"))
        }
        try gateway.start()
    }

    deinit {
        gateway.stop()
        gateway.join()
    }

    func client() throws -> TestClient {
        try TestClient(address)
    }

    /// Makes a topic of one partition.
    func create(_ topic: String, configs: [(name: String, value: String?)]) throws {
        let made = try broker.controller.createTopics(
            [NewTopic(name: topic, partitionCount: 1, configs: configs)],
            now: Timestamp(rawValue: 0))
        _ = try made.value[0].result.get()
        publish()
    }

    /// Syncs what loops have asked to be synced, once they have.
    ///
    /// - Returns: false where they do not ask within a second.
    func sync() -> Bool {
        for _ in 0..<1000 {
            if broker.syncs.runRound() { return true }
            Thread.sleep(milliseconds: 1)
        }
        return false
    }

    /// Has the loops told of what was changed.
    private func publish() {
        while broker.syncs.runRound() {}
        for mailbox in gateway.mailboxes { mailbox.post(.image(broker.image)) }
    }

    /// Lets each address make so many connections in a second; nil for as many as it likes.
    func limitConnections(_ rate: Double?) throws {
        let change = QuotaAlteration(
            [QuotaEntity.Part("ip", nil)], [("connection_creation_rate", rate)])
        _ = try broker.controller.alterClientQuotas([change], now: Timestamp(rawValue: 0))
        publish()
    }
}

/// A client that writes frames and waits for frames.
final class TestClient {
    let socket: Socket
    private var received = ByteBuffer(capacity: 1 << 16)
    private var nextCorrelationID: Int32 = 0

    init(_ address: SocketAddress) throws {
        socket = try .connected(to: address, timeoutMs: 10_000)
    }

    /// A whole frame: a Heartbeat's body under the key.
    func frame(
        _ key: ApiKey, version: Int16 = 0, generation: Int32 = 0, group: String = "",
        member: String = ""
    ) -> [UInt8] {
        var request = HeartbeatRequest()
        request.generationId = generation
        request.groupId = group
        request.memberId = member
        return frame(key, version: version, request)
    }

    /// A whole frame with this body under the key.
    func frame<Request: RequestMessage>(
        _ key: ApiKey, version: Int16, _ request: Request
    ) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(Int32(0))
        writer.write(key.rawValue)
        writer.write(version)
        writer.write(nextCorrelationID)
        nextCorrelationID += 1
        writer.write(Int16(-1))
        if version >= Request.flexibleFrom { writer.write(UInt8(0)) }
        request.encode(to: &writer, version: version)
        writer.overwrite(at: 0, with: Int32(writer.count - 4))
        return unsafe writer.buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            guard let count = try socket.send(unsafe bytes.span.bytes.extracting(sent...)) else {
                throw Errno.wouldBlock
            }
            sent += count
        }
    }

    func send(
        _ key: ApiKey, version: Int16 = 0, generation: Int32 = 0, group: String = "",
        member: String = ""
    ) throws {
        try send(
            frame(key, version: version, generation: generation, group: group, member: member))
    }

    /// The next frame without its size; nil where the broker has closed the connection.
    func receive() throws -> [UInt8]? {
        while true {
            if let frame = Self.takeFrame(from: &received) { return frame }
            var isOver = false
            try received.append(upTo: 1 << 16) { room throws(Errno) in
                do throws(Errno) {
                    guard let count = try socket.receive(into: &room) else { throw .wouldBlock }
                    isOver = count == 0
                    return count
                } catch .connectionReset {
                    isOver = true
                    return 0
                }
            }
            if isOver { return nil }
        }
    }

    private static func takeFrame(from buffer: inout ByteBuffer) -> [UInt8]? {
        guard case .frame(let range) = FrameDecoder(largestFrame: .max).next(in: buffer.bytes)
        else { return nil }
        let frame = unsafe buffer.bytes.extracting(range).withUnsafeBytes { unsafe Array($0) }
        buffer.consume(range.upperBound)
        return frame
    }

    /// The correlation id and the error code of the next answer; nil where the connection is closed.
    func answer() throws -> Answer? {
        guard let frame = try receive() else { return nil }
        let id = frame[..<4].reduce(Int32(0)) { $0 << 8 | Int32($1) }
        let code = frame[4..<6].reduce(Int16(0)) { $0 << 8 | Int16($1) }
        return Answer(correlationID: id, code: code)
    }

    struct Answer: Equatable {
        let correlationID: Int32
        let code: Int16
    }
}
