import Configuration
import KafkaGateway
import KafkaProtocol
import Syscalls
import Testing

@Suite(.serialized) struct GatewayTests {
    @Test func `a request is answered with its correlation id`() throws {
        let gateway = try TestGateway(loops: 2)
        let client = try gateway.client()
        try client.send(.heartbeat, generation: 7)
        #expect(try client.answer() == .init(correlationID: 0, code: 7))
    }

    @Test func `an unknown key, an unknown version and a malformed body end the connection`()
        throws
    {
        let gateway = try TestGateway()
        var frames: [[UInt8]] = []
        let maker = try gateway.client()
        frames.append(maker.frame(ApiKey(rawValue: 999)))
        frames.append(maker.frame(ApiKey(rawValue: -1)))
        frames.append(maker.frame(.heartbeat, version: 5))
        // A group's name of 32,767 bytes that are not there.
        frames.append([0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0x7F, 0xFF])
        frames.append([0, 0, 0, 0])
        frames.append([0xFF, 0xFF, 0xFF, 0xFF])
        frames.append([0x7F, 0xFF, 0xFF, 0xFF])
        for frame in frames {
            let client = try gateway.client()
            try client.send(.heartbeat, generation: 1)
            try client.send(frame)
            #expect(try client.answer()?.code == 1)
            #expect(try client.answer() == nil, "\(frame)")
        }
    }

    @Test func `over max connections per ip a connection is closed at once`() throws {
        let gateway = try TestGateway { $0.maxConnectionsPerIP = 2 }
        let first = try gateway.client()
        let second = try gateway.client()
        for client in [first, second] {
            try client.send(.heartbeat)
            #expect(try client.answer() != nil)
        }
        let third = try gateway.client()
        #expect(try third.answer() == nil)
    }

    @Test func `connections are spread over the loops`() throws {
        let gateway = try TestGateway(loops: 3)
        let clients = try (0..<9).map { _ in try gateway.client() }
        for client in clients {
            try client.send(.heartbeat)
            #expect(try client.answer() != nil)
        }
    }

    @Test func `an idle connection is closed, one that waits is not`() throws {
        let gateway = try TestGateway { $0.connectionsMaxIdleMs = 100 }
        let idle = try gateway.client()
        let waiting = try gateway.client()
        try waiting.send(.fetch, generation: 3, group: "idle", member: "600")
        let start = Instant.now()
        #expect(try idle.answer() == nil)
        #expect(Instant.now().milliseconds(since: start) < 500)
        #expect(try waiting.answer()?.code == 3)
    }

    @Test func `a stopping gateway answers what waits and ends within a second`() throws {
        let gateway = try TestGateway(loops: 2)
        let parked = try gateway.client()
        let late = try gateway.client()
        let idle = try gateway.client()
        try parked.send(.fetch, generation: 1, group: "stop")
        try late.send(.produce, generation: 2, group: "stop")
        try idle.send(.heartbeat)
        _ = try idle.answer()
        Thread.sleep(milliseconds: 50)
        let start = Instant.now()
        gateway.gateway.stop()
        gateway.gateway.join()
        #expect(Instant.now().milliseconds(since: start) < 1000)
        #expect(try parked.answer()?.code == 1)
        #expect(try late.answer()?.code == 2)
        #expect(try idle.answer() == nil)
    }
}
