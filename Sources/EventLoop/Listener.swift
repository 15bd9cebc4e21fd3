package import Syscalls

/// A socket that is bound and listens; any thread may hold it until a loop serves it.
package final class ListeningSocket: Sendable {
    /// Where it listens, with the port that it was given.
    package let address: SocketAddress
    fileprivate let socket: Socket

    /// Binds the address; see ``Socket/listening(on:backlog:alsoVersion4:buffers:)``.
    package init(
        on address: SocketAddress, backlog: Int32, alsoVersion4: Bool = false,
        buffers: SocketBuffers = .system
    ) throws(Errno) {
        socket = try .listening(
            on: address, backlog: backlog, alsoVersion4: alsoVersion4, buffers: buffers)
        self.address = try socket.localAddress()
    }

    /// The socket under another descriptor, for a server that takes its connections by itself.
    package func duplicate() throws(Errno) -> FileDescriptor {
        try socket.descriptor.duplicate()
    }
}

/// Takes the connections of a listening socket.
///
/// Where the process has no descriptor left, a connection is taken with one that was kept back,
/// and closed at once: left alone it would stay in the queue and wake the loop for ever.
package final class Listener: Channel {
    private let listening: ListeningSocket
    private let loop: EventLoop
    private let accepted: (consuming FileDescriptor, SocketAddress) -> Void
    private var spare: FileDescriptor?
    private var token: ChannelToken?

    /// Connections taken in one turn, so that a flood of them leaves room for those that are there.
    private static let perTurn = 64

    /// Begins to take connections; `accepted` is given each, non-blocking, with the peer's address.
    package init(
        _ listening: ListeningSocket, on loop: EventLoop,
        accepted: @escaping (consuming FileDescriptor, SocketAddress) -> Void
    ) throws(Errno) {
        self.listening = listening
        self.loop = loop
        self.accepted = accepted
        spare = try Self.makeSpare()
        token = try loop.add(self, descriptor: listening.socket.descriptor.rawValue, for: .reading)
    }

    /// Takes no more connections; those that wait to be taken are refused.
    package func stop() {
        guard let token else { return }
        loop.remove(token, descriptor: listening.socket.descriptor.rawValue)
        listening.socket.stopListening()
        self.token = nil
    }

    /// Leaves connections untaken for a while.
    package func pause() {
        guard let token else { return }
        loop.change(token, descriptor: listening.socket.descriptor.rawValue, to: [])
    }

    /// Takes connections again.
    package func resume() {
        guard let token else { return }
        loop.change(token, descriptor: listening.socket.descriptor.rawValue, to: .reading)
    }

    /// Takes the connections that wait.
    package func ready(for readiness: Readiness) {
        for _ in 0..<Self.perTurn where token != nil {
            do {
                guard let (descriptor, peer) = try listening.socket.accept() else { return }
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
        guard spare != nil else {
            waitForDescriptors()
            return
        }
        spare = nil
        if let (descriptor, _) = try? listening.socket.accept() {
            _ = FileDescriptor(owning: descriptor)
        }
        spare = try? Self.makeSpare()
    }

    /// Even the one kept back is gone: takes nothing until there may be some again.
    private func waitForDescriptors() {
        spare = try? Self.makeSpare()
        guard spare == nil else { return }
        pause()
        loop.schedule(at: loop.now.advanced(byMilliseconds: 100)) { [weak self] in
            guard let self else { return }
            self.spare = try? Self.makeSpare()
            self.resume()
        }
    }

    private static func makeSpare() throws(Errno) -> FileDescriptor {
        try FileDescriptor.open("/dev/null")
    }
}
