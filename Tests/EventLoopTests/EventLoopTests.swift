import EventLoop
import Syscalls
import Testing

/// A channel that writes down what happens to it.
private final class Witness: Channel {
    let socket: Socket
    var note: () -> Void = {}

    init(_ socket: consuming Socket) {
        self.socket = socket
    }

    func ready(for readiness: Readiness) {
        note()
    }
}

@Suite struct EventLoopTests {
    /// Two ends of a connection.
    private func connection() throws -> (Witness, Witness) {
        let listening = try Socket.listening(on: SocketAddress(ip: .loopback4, port: 0))
        let client = try Socket.connected(to: listening.localAddress(), timeoutMs: 5000)
        _ = try listening.descriptor.waitUntilReadable(milliseconds: 5000)
        let accepted = try #require(try listening.accept())
        return (
            Witness(client), Witness(Socket(FileDescriptor(owning: accepted.descriptor)))
        )
    }

    private func send(_ witness: Witness) throws {
        let bytes: [UInt8] = [1]
        _ = try witness.socket.send(unsafe bytes.span.bytes)
    }

    @Test func `timers fire in their order, and the loop sleeps in between`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        var fired: [Int] = []
        let start = Instant.now()
        loop.schedule(at: start.advanced(byMilliseconds: 30)) {
            fired.append(30)
            loop.stop()
        }
        loop.schedule(at: start.advanced(byMilliseconds: 10)) { fired.append(10) }
        let cancelled = loop.schedule(at: start.advanced(byMilliseconds: 20)) { fired.append(20) }
        loop.cancel(cancelled)
        loop.run(hasMail: { false }, mail: {})
        #expect(fired == [10, 30])
        #expect(Instant.now().milliseconds(since: start) >= 30)
    }

    @Test func `letters are read before sockets are served`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        let (client, server) = try connection()
        var order: [String] = []
        server.note = {
            order.append("socket")
            loop.stop()
        }
        let token = try loop.add(
            server, descriptor: server.socket.descriptor.rawValue, for: .reading)
        try send(client)
        _ = try server.socket.descriptor.waitUntilReadable(milliseconds: 5000)
        mailbox.post(7)
        loop.turn(
            hasMail: { !mailbox.isEmpty },
            mail: { order += mailbox.drain().map { _ in "letter" } })
        #expect(order == ["letter", "socket"])
        loop.remove(token, descriptor: server.socket.descriptor.rawValue)
    }

    @Test func `after a pause sockets are read before overdue timers fire`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        let (client, server) = try connection()
        let (secondClient, secondServer) = try connection()
        var order: [String] = []
        func watch(_ witness: Witness, name: String) throws {
            let descriptor = witness.socket.descriptor.rawValue
            let token = try loop.add(witness, descriptor: descriptor, for: .reading)
            witness.note = { [unowned witness] in
                order.append(name)
                loop.remove(token, descriptor: witness.socket.descriptor.rawValue)
                // What comes while the first socket is served is read before any timer, too.
                if name == "first" { try? send(secondClient) }
            }
        }
        try watch(server, name: "first")
        try watch(secondServer, name: "second")
        loop.schedule(at: Instant.now().advanced(byMilliseconds: -1000)) { order.append("timer") }
        try send(client)
        _ = try server.socket.descriptor.waitUntilReadable(milliseconds: 5000)
        loop.turn(hasMail: { false }, mail: {}, settle: { order.append("settled") })
        #expect(order == ["first", "second", "timer", "settled"])
    }

    @Test func `an event for a channel that is gone reaches nobody`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        let (client, server) = try connection()
        let (otherClient, other) = try connection()
        var served = 0
        var tokens: [ChannelToken] = []
        let descriptors = [server, other].map { $0.socket.descriptor.rawValue }
        // Whichever is served first removes both, so that the other's event is stale.
        let removeBoth = {
            served += 1
            for (token, descriptor) in zip(tokens, descriptors) {
                loop.remove(token, descriptor: descriptor)
            }
        }
        server.note = removeBoth
        other.note = removeBoth
        for witness in [server, other] {
            tokens.append(
                try loop.add(
                    witness, descriptor: witness.socket.descriptor.rawValue, for: .reading))
        }
        try send(client)
        try send(otherClient)
        for witness in [server, other] {
            _ = try witness.socket.descriptor.waitUntilReadable(milliseconds: 5000)
        }
        loop.turn(hasMail: { false }, mail: {})
        #expect(served == 1)
        let gone = loop.channel(tokens[0]) == nil
        #expect(gone)
    }
}
