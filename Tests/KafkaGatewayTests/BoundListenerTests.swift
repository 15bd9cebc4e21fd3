import EventLoop
import Configuration
import KafkaGateway
import Syscalls
import Testing

@Suite struct BoundListenerTests {
    private func endpoint(_ host: String, port: UInt16 = 0) -> ListenerEndpoint {
        ListenerEndpoint(name: "PLAINTEXT", security: .plaintext, host: host, port: port)
    }

    @Test func `localhost is reached over both versions of IP by the same port`() throws {
        let listener = try BoundListener(endpoint("localhost"), SocketOptions(backlog: 16))
        #expect(listener.address.ip == .loopback4)
        #expect(listener.address.port > 0)
        for socket in listener.sockets {
            #expect(socket.address.port == listener.address.port)
            _ = try Socket.connected(to: socket.address, timeoutMs: 5000)
        }
    }

    @Test func `without a host it listens everywhere`() throws {
        let listener = try BoundListener(endpoint(""), SocketOptions(backlog: 16))
        #expect(listener.address.ip == .loopback4)
        _ = try Socket.connected(to: listener.address, timeoutMs: 5000)
    }

    @Test func `the settings say what its sockets are set to`() {
        var configuration = BrokerConfiguration()
        configuration.socketListenBacklogSize = 7
        configuration.socketSendBufferBytes = 30_000
        configuration.socketReceiveBufferBytes = -1
        let options = SocketOptions(configuration)
        #expect(options.backlog == 7)
        #expect(options.buffers == SocketBuffers(send: 30_000))
        #expect(SocketOptions(backlog: 0).backlog == 1)
    }

    @Test func `a taken port is told in one sentence`() throws {
        let first = try BoundListener(endpoint("127.0.0.1"), SocketOptions(backlog: 16))
        let port = first.address.port
        let failure = #expect(throws: BindFailure.self) {
            try BoundListener(endpoint("127.0.0.1", port: port), SocketOptions(backlog: 16))
        }
        #expect(
            failure?.description
                == "cannot listen on PLAINTEXT://127.0.0.1:\(port): port \(port) is taken by another process"
        )
    }

    @Test func `an address of another machine is refused in the kernel's words`() {
        let failure = #expect(throws: BindFailure.self) {
            try BoundListener(endpoint("192.0.2.1"), SocketOptions(backlog: 16))
        }
        #expect(failure?.reason == .refused(.addressNotAvailable))
    }
}
