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
