import Bytes
import KafkaClient
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

struct BrokerConnectionTests {
    private static let identity = ClientIdentity(id: "test", software: "test", version: "1")

    @Test func `the newest version that both know is spoken`() throws {
        let broker = try ScriptedBroker(offering: [(3, 0, 5), (19, 99, 100)])
        let connection = try BrokerConnection(
            to: broker.address, as: Self.identity, timeoutMs: 5000)
        #expect(connection.version(of: MetadataRequest.self) == 5)
        #expect(connection.version(of: MetadataRequest.self, atMost: 2) == 2)
        #expect(!connection.offers(CreateTopicsRequest.self))
        #expect(!connection.offers(FetchRequest.self))
    }

    @Test func `what the broker does not offer is not asked`() throws {
        let broker = try ScriptedBroker(offering: [(3, 0, 5)])
        let connection = try BrokerConnection(
            to: broker.address, as: Self.identity, timeoutMs: 5000)
        #expect(
            throws: ClientError.notSupported(
                address: broker.address.description, api: .createTopics)
        ) {
            try connection.ask(CreateTopicsRequest())
        }
    }

    @Test func `a connection that ends before the answer is told`() throws {
        let broker = try ScriptedBroker(offering: [(3, 0, 5)])
        let connection = try BrokerConnection(
            to: broker.address, as: Self.identity, timeoutMs: 5000)
        #expect {
            try connection.ask(MetadataRequest())
        } throws: { error in
            if case .connectionLost? = error as? ClientError { true } else { false }
        }
    }

    @Test func `nobody at the other end is told`() throws {
        let port = try Socket.listening(
            on: SocketAddress(ip: .loopback4, port: 0)
        ).localAddress().port
        #expect {
            try BrokerConnection(
                to: BootstrapAddress(host: "127.0.0.1", port: port), as: Self.identity,
                timeoutMs: 5000)
        } throws: { error in
            if case .notReachable? = error as? ClientError { true } else { false }
        }
    }
}

/// Answers one ApiVersions request, in version 3, and closes at the next request.
private final class ScriptedBroker: Sendable {
    let address: BootstrapAddress
    private let listener: Socket

    init(offering apis: [(key: Int16, least: Int16, most: Int16)]) throws {
        listener = try Socket.listening(on: SocketAddress(ip: .loopback4, port: 0))
        address = BootstrapAddress(host: "127.0.0.1", port: try listener.localAddress().port)
        _ = try Thread.start(name: "scripted") {
            try? self.serve(apis)
        }
    }

    private func serve(_ apis: [(key: Int16, least: Int16, most: Int16)]) throws {
        _ = try listener.descriptor.waitUntilReadable()
        guard let (accepted, _) = try listener.accept() else { return }
        let connection = Socket(FileDescriptor(owning: accepted))
        _ = try read(connection)
        var response = ApiVersionsResponse()
        response.apiKeys = apis.map { api in
            var entry = ApiVersionsResponse.ApiKeys()
            entry.apiKey = api.key
            entry.minVersion = api.least
            entry.maxVersion = api.most
            return entry
        }
        var writer = ByteWriter()
        writer.write(0 as Int32)
        writer.write(1 as Int32)
        response.encode(to: &writer, version: 3)
        writer.overwrite(at: 0, with: Int32(writer.count - 4))
        _ = try connection.send(writer.intoBuffer().bytes)
        _ = try read(connection)
    }

    private func read(_ connection: borrowing Socket) throws -> Int? {
        _ = try connection.descriptor.waitUntilReadable()
        var buffer = ByteBuffer()
        var received: Int?
        try buffer.append(upTo: 4096) { room in
            received = try connection.receive(into: &room)
            return received ?? 0
        }
        return received
    }
}
