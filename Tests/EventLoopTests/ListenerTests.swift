import EventLoop
import Syscalls
import Testing

@Suite struct ListenerTests {
    @Test func `connections are handed over with the peer's address, until it stops`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        let socket = try ListeningSocket(
            on: SocketAddress(ip: .loopback4, port: 0), backlog: 16)
        var peers: [SocketAddress] = []
        let listener = try Listener(socket, on: loop) { descriptor, peer in
            _ = consume descriptor
            peers.append(peer)
            loop.stop()
        }
        let client = try Socket.connected(to: socket.address, timeoutMs: 5000)
        loop.run(hasMail: { false }, mail: {})
        #expect(peers == [try client.localAddress()])

        listener.stop()
        #expect(throws: Errno.connectionRefused) {
            _ = try Socket.connected(to: socket.address, timeoutMs: 5000)
        }
    }

    @Test func `connections have the buffers that the listener was given`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        func buffers(_ given: SocketBuffers) throws -> SocketBuffers? {
            let socket = try ListeningSocket(
                on: SocketAddress(ip: .loopback4, port: 0), backlog: 16, buffers: given)
            var found: SocketBuffers?
            let listener = try Listener(socket, on: loop) { descriptor, _ in
                found = try? Socket(descriptor).buffers()
            }
            let client = try Socket.connected(to: socket.address, timeoutMs: 5000)
            loop.turn(hasMail: { false }, mail: {})
            listener.stop()
            return client.connectionFailure() == nil ? found : nil
        }
        // Linux doubles what it is told.
        let both = try buffers(SocketBuffers(send: 30_000, receive: 20_000))
        #expect(both == SocketBuffers(send: 60_000, receive: 40_000))
        let system = try #require(try buffers(.system))
        let one = try buffers(SocketBuffers(receive: 20_000))
        #expect(one == SocketBuffers(send: system.send, receive: 40_000))
    }

    @Test func `a listener that pauses leaves connections untaken`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        let socket = try ListeningSocket(
            on: SocketAddress(ip: .loopback4, port: 0), backlog: 16)
        var taken = 0
        let listener = try Listener(socket, on: loop) { descriptor, _ in
            _ = consume descriptor
            taken += 1
        }
        listener.pause()
        let client = try Socket.connected(to: socket.address, timeoutMs: 5000)
        loop.schedule(at: loop.now.advanced(byMilliseconds: 20)) {}
        loop.turn(hasMail: { false }, mail: {})
        #expect(taken == 0)
        listener.resume()
        loop.turn(hasMail: { false }, mail: {})
        #expect(taken == 1)
        withExtendedLifetime(listener) {}
        _ = client.connectionFailure()
    }
}
