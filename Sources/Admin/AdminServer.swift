import EventLoop
package import KafkaGateway
package import Syscalls

/// The listener on which a broker tells of itself: a server for each of its sockets.
package struct AdminServer: Sendable {
    /// Where it can be connected to.
    package let address: SocketAddress
    private let servers: [HttpServer]

    /// Begins to answer on a bound listener.
    package init(
        on listener: BoundListener,
        answer: @escaping @Sendable (_ method: String, _ path: String) -> HttpAnswer
    ) throws(HttpServer.Failure) {
        address = listener.address
        servers = try listener.sockets.map { socket throws(HttpServer.Failure) in
            let descriptor: FileDescriptor
            do throws(Errno) {
                descriptor = try socket.duplicate()
            } catch {
                throw HttpServer.Failure(reason: "\(error)")
            }
            return try HttpServer(on: descriptor, answer: answer)
        }
    }

    /// Answers nobody any more.
    package func stop() {
        for server in servers { server.stop() }
    }
}
