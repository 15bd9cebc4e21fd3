import Admin
import EventLoop
import Foundation
import Syscalls
import Testing

@Suite(.serialized) struct HttpServerTests {
    /// A listening socket, and where it is.
    private func listening() throws -> ListeningSocket {
        try ListeningSocket(on: SocketAddress(ip: .loopback4, port: 0), backlog: 16)
    }

    /// A server that tells what it was asked; nil where libmicrohttpd is not installed.
    private func server(on socket: ListeningSocket) throws -> HttpServer? {
        do {
            return try HttpServer(on: socket.duplicate()) { method, path in
                HttpAnswer(path == "/" ? 200 : 404, "\(method) \(path)")
            }
        } catch let failure as HttpServer.Failure where failure.reason.hasSuffix("be loaded") {
            print("libmicrohttpd is not installed: nothing is tested here")
            return nil
        }
    }

    /// All that comes back for a request.
    private func ask(_ request: String, at address: SocketAddress) throws -> String {
        let socket = try Socket.connected(to: address, timeoutMs: 5000)
        let sent = Array(request.utf8)
        try unsafe socket.descriptor.write(sent.span.bytes)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = try receive(into: &buffer, from: socket)
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }

    private func receive(
        into buffer: inout [UInt8], from socket: borrowing Socket
    ) throws -> Int {
        var span = buffer.mutableSpan
        var bytes = unsafe span.mutableBytes
        return try socket.descriptor.read(into: &bytes)
    }

    @Test func `a request is answered with status, type and body`() throws {
        let socket = try listening()
        guard let server = try server(on: socket) else { return }
        let answer = try ask(
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", at: socket.address)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("Content-Type: text/plain; charset=utf-8\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nGET /\n"))
        let missing = try ask(
            "POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nxyz",
            at: socket.address)
        #expect(missing.hasPrefix("HTTP/1.1 404 Not Found\r\n") && missing.hasSuffix("POST /a\n"))
        server.stop()
    }

    @Test func `a stopped server can be stopped again, and answers nobody`() throws {
        let socket = try listening()
        guard let server = try server(on: socket) else { return }
        server.stop()
        server.stop()
        #expect(throws: (any Error).self) {
            let answer = try ask("GET / HTTP/1.0\r\n\r\n", at: socket.address)
            #expect(answer == "")
            throw Unanswered()
        }
    }

    private struct Unanswered: Error {}
}
