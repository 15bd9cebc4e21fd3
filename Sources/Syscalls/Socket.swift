import CShims
import Glibc

/// A TCP socket.
///
/// Reads and writes of a non-blocking socket give nil where the caller would have to wait.
package struct Socket: ~Copyable, Sendable {
    package let descriptor: FileDescriptor

    /// Takes over an open socket.
    package init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    /// A non-blocking socket that takes connections to `address`; port 0 takes a free one.
    ///
    /// One of version 6 takes connections of version 4 as well only where it is bound to every
    /// address (`[::]`) and `alsoVersion4` is set. Its connections inherit the `buffers`.
    package static func listening(
        on address: SocketAddress, backlog: Int32 = 1024, alsoVersion4: Bool = false,
        buffers: SocketBuffers = .system
    ) throws(Errno) -> Socket {
        var system = address.system
        let socket = Socket(FileDescriptor(owning: try call { unsafe shims_socket(&system, 0) }))
        try socket.setBuffers(buffers)
        _ = try call {
            unsafe shims_bind(socket.descriptor.rawValue, &system, alsoVersion4 ? 0 : 1)
        }
        _ = try call { listen(socket.descriptor.rawValue, backlog) }
        return socket
    }

    /// The next connection that waits, non-blocking, or nil.
    package func accept() throws(Errno) -> (descriptor: CInt, peer: SocketAddress)? {
        var peer = shims_address()
        do {
            let accepted = try call { unsafe shims_accept(descriptor.rawValue, &peer) }
            return (accepted, SocketAddress(peer))
        } catch .wouldBlock {
            return nil
        }
    }

    /// Refuses connections from now on, those that wait included.
    package func stopListening() {
        _ = shutdown(descriptor.rawValue, Int32(SHUT_RDWR))
    }

    /// A blocking connection, which must come about within so many milliseconds.
    ///
    /// Reads and writes then give up (nil) after as long.
    package static func connected(
        to address: SocketAddress, timeoutMs: Int32
    ) throws(Errno) -> Socket {
        var system = address.system
        let socket = Socket(FileDescriptor(owning: try call { unsafe shims_socket(&system, 1) }))
        _ = try call { shims_set_timeout(socket.descriptor.rawValue, timeoutMs) }
        do {
            _ = try call { unsafe shims_connect(socket.descriptor.rawValue, &system) }
        } catch .inProgress {
            throw Errno(rawValue: ETIMEDOUT)
        }
        try socket.setNoDelay()
        return socket
    }

    /// A non-blocking connection that is under way: it has come about when the socket can be
    /// written and ``connectionFailure()`` is nil.
    package static func connecting(to address: SocketAddress) throws(Errno) -> Socket {
        var system = address.system
        let socket = Socket(FileDescriptor(owning: try call { unsafe shims_socket(&system, 0) }))
        do {
            _ = try call { unsafe shims_connect(socket.descriptor.rawValue, &system) }
        } catch .inProgress {}
        try socket.setNoDelay()
        return socket
    }

    /// Why a connection that was under way did not come about.
    package func connectionFailure() -> Errno? {
        let error = shims_socket_error(descriptor.rawValue)
        return error == 0 ? nil : Errno(rawValue: error)
    }

    /// The address by which this side is reached.
    package func localAddress() throws(Errno) -> SocketAddress {
        var address = shims_address()
        _ = try call { unsafe shims_local_address(descriptor.rawValue, &address) }
        return SocketAddress(address)
    }

    /// The address of the other side.
    package func peerAddress() throws(Errno) -> SocketAddress {
        var address = shims_address()
        _ = try call { unsafe shims_peer_address(descriptor.rawValue, &address) }
        return SocketAddress(address)
    }

    /// Has small writes go out at once (TCP_NODELAY).
    package func setNoDelay() throws(Errno) {
        _ = try call { shims_set_no_delay(descriptor.rawValue) }
    }

    /// Sets the kernel's buffers; one for what is received must be set before the socket listens, or
    /// connects, as the window that the other side is offered depends on it.
    package func setBuffers(_ buffers: SocketBuffers) throws(Errno) {
        if let bytes = buffers.send {
            _ = try call { shims_set_send_buffer(descriptor.rawValue, bytes) }
        }
        if let bytes = buffers.receive {
            _ = try call { shims_set_receive_buffer(descriptor.rawValue, bytes) }
        }
    }

    /// The kernel's buffers as they are: Linux doubles what it is told, for what it needs itself.
    package func buffers() throws(Errno) -> SocketBuffers {
        SocketBuffers(
            send: try call { shims_send_buffer(descriptor.rawValue) },
            receive: try call { shims_receive_buffer(descriptor.rawValue) })
    }

    /// Tells the other side that nothing more comes.
    package func shutdownWriting() {
        _ = shutdown(descriptor.rawValue, Int32(SHUT_WR))
    }

    /// Reads what there is, at most so much as `buffer` holds.
    ///
    /// - Returns: the number of bytes, 0 where the other side sends no more, nil to wait.
    package func receive(into buffer: inout MutableRawSpan) throws(Errno) -> Int? {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            repeating { unsafe recv(descriptor.rawValue, bytes.baseAddress, bytes.count, 0) }
        }
        return try transferred(count)
    }

    /// Whether the other side sends no more, and all that it sent was read.
    package var hasEnded: Bool {
        var byte: UInt8 = 0
        return unsafe recv(descriptor.rawValue, &byte, 1, CInt(MSG_PEEK)) == 0
    }

    /// Writes so much as goes without waiting.
    ///
    /// With `more`, more follows at once, and the kernel need not send a small segment for this.
    ///
    /// - Returns: the number of bytes, or nil to wait.
    package func send(_ bytes: RawSpan, more: Bool = false) throws(Errno) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            repeating {
                unsafe shims_send(
                    descriptor.rawValue, buffer.baseAddress, buffer.count, more ? 1 : 0)
            }
        }
        return try transferred(count)
    }

    /// Writes the pieces one after the other, so much as goes without waiting.
    ///
    /// - Returns: the number of bytes, or nil to wait.
    package func send(_ pieces: borrowing Gather, more: Bool = false) throws(Errno) -> Int? {
        let count = unsafe pieces.withVectors { vectors, number in
            repeating {
                unsafe shims_send_vectors(descriptor.rawValue, vectors, number, more ? 1 : 0)
            }
        }
        return try transferred(count)
    }

    /// Sends bytes of a file without bringing them into this process (sendfile(2)).
    ///
    /// - Returns: the number of bytes, 0 where the file ends before, nil to wait.
    package func send(file: CInt, at offset: Int, count: Int) throws(Errno) -> Int? {
        try transferred(
            repeating { shims_send_file(descriptor.rawValue, file, Int64(offset), count) })
    }

    /// Repeats a call while it is interrupted.
    private func repeating(_ body: () -> Int) -> Int {
        while true {
            let result = body()
            guard result < 0, errno == EINTR else { return result }
        }
    }

    private func transferred(_ count: Int) throws(Errno) -> Int? {
        guard count < 0 else { return count }
        let error = errno
        precondition(error != EBADF && error != EFAULT, "a system call was given rubbish")
        guard error != EAGAIN else { return nil }
        throw Errno(rawValue: error)
    }
}

/// The kernel's buffers of a connection.
package struct SocketBuffers: Equatable, Sendable {
    /// Bytes for what is written (SO_SNDBUF); nil leaves it to the system, which lets it grow as needed.
    package let send: Int32?
    /// Bytes for what is received (SO_RCVBUF); nil leaves it to the system.
    package let receive: Int32?

    package init(send: Int32? = nil, receive: Int32? = nil) {
        self.send = send
        self.receive = receive
    }

    /// Both are the system's business.
    package static let system = SocketBuffers()
}

/// Pieces of memory that are written in one call.
@safe package struct Gather: ~Copyable {
    private var vectors: [iovec] = unsafe []
    /// Bytes of all pieces together.
    package private(set) var byteCount = 0

    package init() {}

    package var count: Int {
        unsafe vectors.count
    }

    /// Adds a piece: the bytes in the range.
    ///
    /// Only its address is kept: what owns the bytes must stay where it is until the write.
    @unsafe package mutating func add(_ bytes: RawSpan, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        unsafe bytes.extracting(range).withUnsafeBytes { buffer in
            unsafe vectors.append(
                iovec(
                    iov_base: UnsafeMutableRawPointer(mutating: buffer.baseAddress),
                    iov_len: buffer.count))
        }
        byteCount += range.count
    }

    /// Forgets all pieces.
    package mutating func removeAll() {
        unsafe vectors.removeAll(keepingCapacity: true)
        byteCount = 0
    }

    fileprivate func withVectors(_ body: (UnsafePointer<iovec>?, Int32) -> Int) -> Int {
        unsafe vectors.withUnsafeBufferPointer { vectors in
            unsafe body(vectors.baseAddress, Int32(vectors.count))
        }
    }
}
