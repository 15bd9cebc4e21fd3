package import Syscalls

/// A socket that takes connections.
///
/// Where the process has no descriptor left, a connection is taken with one that was kept back,
/// and closed at once: left alone it would stay in the queue and wake the loop for ever.
package final class Listener: Channel {
    package let address: SocketAddress
    private let socket: Socket
    private let loop: EventLoop
    private let accepted: (consuming FileDescriptor, SocketAddress) -> Void
    private var spare: FileDescriptor?
    private var token: ChannelToken?

    /// Connections taken in one turn, so that a flood of them leaves room for those that are there.
    private static let perTurn = 64

    /// Begins to take connections; `accepted` is given each, non-blocking, with the peer's address.
    package init(
        _ socket: consuming Socket, on loop: EventLoop,
        accepted: @escaping (consuming FileDescriptor, SocketAddress) -> Void
    ) throws(Errno) {
        self.address = try socket.localAddress()
        self.socket = socket
        self.loop = loop
        self.accepted = accepted
        spare = try Self.makeSpare()
        token = try loop.add(self, descriptor: self.socket.descriptor.rawValue, for: .reading)
    }

    /// Takes no more connections.
    ///
    /// The socket is closed when the last reference to this goes.
    package func stop() {
        guard let token else { return }
        loop.remove(token, descriptor: socket.descriptor.rawValue)
        self.token = nil
    }

    package func ready(for readiness: Readiness) {
        for _ in 0..<Self.perTurn {
            do {
                guard let (descriptor, peer) = try socket.accept() else { return }
                accepted(FileDescriptor(owning: descriptor), peer)
            } catch .tooManyOpenFiles, .tooManyOpenFilesInSystem {
                refuseOne()
            } catch {
                // The connection failed before it was taken (accept(2)); the next one may be well.
                continue
            }
        }
    }

    /// Takes a connection with the descriptor that was kept back, and closes it.
    private func refuseOne() {
        spare = nil
        if let (descriptor, _) = try? socket.accept() {
            _ = FileDescriptor(owning: descriptor)
        }
        spare = try? Self.makeSpare()
    }

    private static func makeSpare() throws(Errno) -> FileDescriptor {
        try FileDescriptor.open("/dev/null")
    }
}
