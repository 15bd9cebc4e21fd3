import CHttp
package import Syscalls

/// An answer over HTTP.
package struct HttpAnswer: Sendable {
    package let status: Int
    package let type: String
    package let body: [UInt8]

    package init(_ status: Int, type: String = "text/plain; charset=utf-8", _ body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// A line of text.
    package init(_ status: Int, _ line: String) {
        self.init(status, Array((line + "\n").utf8))
    }
}

/// Serves HTTP on a socket, with a thread of its own: libmicrohttpd, loaded when this is made.
@safe package final class HttpServer: Sendable {
    private let answer: @Sendable (_ method: String, _ path: String) -> HttpAnswer
    private let running = Lock<Running?>(nil)

    /// The library's server; it locks by itself.
    @safe private struct Running: @unchecked Sendable {
        let server: OpaquePointer
    }

    /// Why there is no server.
    package struct Failure: Error, Equatable {
        package let reason: String
    }

    /// Loads the library, where it is not loaded yet: so that a broker knows before it starts.
    package static func load() throws(Failure) {
        var problem: UnsafePointer<CChar>? = nil
        guard unsafe http_load(&problem) == 0 else { return }
        throw Failure(reason: unsafe problem.map { unsafe String(cString: $0) } ?? "")
    }

    /// Connections at a time; who comes to read figures needs one.
    private static let connections: UInt32 = 16

    /// Begins to serve the connections of a listening socket; `answer` is asked on the server's thread, one request at a time.
    package init(
        on socket: consuming FileDescriptor,
        answer: @escaping @Sendable (_ method: String, _ path: String) -> HttpAnswer
    ) throws(Failure) {
        self.answer = answer
        var problem: UnsafePointer<CChar>? = nil
        // The server is stopped before this object goes.
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        let started = unsafe http_start(
            socket.release(), Self.connections, Self.handle, context, &problem)
        guard let started = unsafe started else {
            throw Failure(reason: unsafe problem.map { unsafe String(cString: $0) } ?? "")
        }
        let server = unsafe Running(server: started)
        running.withLock { $0 = server }
    }

    deinit { stop() }

    /// Serves no more; on return nobody is being answered.
    package func stop() {
        let ended = running.withLock { running in
            defer { running = nil }
            return running
        }
        if let ended { unsafe http_stop(ended.server) }
    }

    private static let handle: http_answer = { context, method, path, reply in
        guard let context = unsafe context, let method = unsafe method, let path = unsafe path
        else { return }
        let server = unsafe Unmanaged<HttpServer>.fromOpaque(context).takeUnretainedValue()
        let answer = unsafe server.answer(String(cString: method), String(cString: path))
        unsafe answer.body.withUnsafeBytes { body in
            unsafe http_fill(
                reply, UInt32(answer.status), answer.type, body.baseAddress, body.count)
        }
    }
}
