package import Bytes
package import KafkaMessages
import KafkaProtocol
import Syscalls

/// One blocking connection to a broker: a request goes out, its answer comes back.
///
/// For the command line and for tests, where one thing is done after the other. It belongs to one
/// thread.
package final class BrokerConnection {
    package let address: BootstrapAddress
    private let socket: Socket
    private let client: ClientIdentity
    private var offered: [Int16: ClosedRange<Int16>] = [:]
    private var lastCorrelationID: Int32 = 0

    /// The largest answer that is taken.
    private static let largestAnswer = 1 << 30

    /// Connects, and asks what the broker offers.
    ///
    /// All that the name stands for is tried; afterwards each answer may take `timeoutMs`.
    package init(
        to address: BootstrapAddress, as client: ClientIdentity, timeoutMs: Int32
    ) throws(ClientError) {
        self.address = address
        self.client = client
        socket = try Self.connect(to: address, timeoutMs: timeoutMs)
        try negotiate()
    }

    /// What an answer says, with the frame that its records lie in.
    package struct Answer<Response: ResponseMessage>: ~Copyable {
        package let response: Response
        /// The bytes that ``KafkaMessages/Records/inFrame(_:)`` counts in.
        package let frame: ByteBuffer

        /// The frame alone.
        consuming func intoFrame() -> ByteBuffer { frame }
    }

    /// Whether the broker answers the API in a version that we know.
    package func offers<Request: RequestMessage>(_: Request.Type) -> Bool {
        version(of: Request.self) != nil
    }

    /// The newest version of the API that both know.
    package func version<Request: RequestMessage>(
        of _: Request.Type, atMost limit: Int16 = .max
    ) -> Int16? {
        guard let range = offered[Request.apiKey] else { return nil }
        let version = min(range.upperBound, Request.versions.upperBound, limit)
        return version >= max(range.lowerBound, Request.versions.lowerBound) ? version : nil
    }

    /// Asks, in the newest version that both know but `limit` at most, and waits for the answer.
    package func ask<Request: RequestMessage>(
        _ request: Request, atMost limit: Int16 = .max
    ) throws(ClientError) -> Request.Response {
        try askKeepingFrame(request, atMost: limit).response
    }

    /// As ``ask(_:atMost:)``, where the answer has records.
    package func askKeepingFrame<Request: RequestMessage>(
        _ request: Request, atMost limit: Int16 = .max
    ) throws(ClientError) -> Answer<Request.Response> {
        guard let version = version(of: Request.self, atMost: limit) else {
            throw .notSupported(address: address.description, api: ApiKey(rawValue: Request.apiKey))
        }
        try send(request, version: version)
        return try receive(Request.self, version: version)
    }

    /// Asks what has no answer (Produce with acks=0).
    package func tell<Request: RequestMessage>(
        _ request: Request, atMost limit: Int16 = .max
    ) throws(ClientError) {
        guard let version = version(of: Request.self, atMost: limit) else {
            throw .notSupported(address: address.description, api: ApiKey(rawValue: Request.apiKey))
        }
        try send(request, version: version)
    }

    /// Asks for the versions; a broker that does not know ours says so in version 0, with its own
    /// (KIP-511).
    private func negotiate() throws(ClientError) {
        var request = ApiVersionsRequest()
        request.clientSoftwareName = client.software
        request.clientSoftwareVersion = client.version
        try send(request, version: 3)
        var response = try receiveVersions(3)
        if ErrorCode(rawValue: response.errorCode) == .unsupportedVersion {
            try send(request, version: 0)
            response = try receiveVersions(0)
        }
        guard response.errorCode == 0 else {
            throw .refused(
                ErrorCode(rawValue: response.errorCode), subject: address.description, message: nil)
        }
        for api in response.apiKeys where api.minVersion <= api.maxVersion {
            offered[api.apiKey] = api.minVersion...api.maxVersion
        }
    }

    private func receiveVersions(_ version: Int16) throws(ClientError) -> ApiVersionsResponse {
        let frame = try receiveFrame(.apiVersions)
        if version > 0, frame.bytes.byteCount >= 6,
            frame.bytes.integer(at: 4, as: Int16.self) == ErrorCode.unsupportedVersion.rawValue
        {
            var response = ApiVersionsResponse()
            response.errorCode = ErrorCode.unsupportedVersion.rawValue
            return response
        }
        return try decode(ApiVersionsRequest.self, version: version, frame: frame)
    }

    private func send<Request: RequestMessage>(
        _ request: Request, version: Int16
    ) throws(ClientError) {
        lastCorrelationID &+= 1
        var writer = ByteWriter(capacity: 512)
        writer.write(0 as Int32)
        writer.write(Request.apiKey)
        writer.write(version)
        writer.write(lastCorrelationID)
        writer.write(Int16(client.id.utf8.count))
        writer.write(client.id)
        if version >= Request.flexibleFrom { writer.writeUnsignedVarint(0) }
        request.encode(to: &writer, version: version)
        writer.overwrite(at: 0, with: Int32(writer.count - 4))
        try sendAll(writer.intoBuffer(), api: ApiKey(rawValue: Request.apiKey))
    }

    private func sendAll(_ buffer: consuming ByteBuffer, api: ApiKey) throws(ClientError) {
        while !buffer.isEmpty {
            let sent: Int?
            do {
                sent = try socket.send(buffer.bytes)
            } catch {
                throw .connectionLost(address: address.description, reason: error.description)
            }
            guard let sent else { throw .timedOut(address: address.description, api: api) }
            buffer.consume(sent)
        }
    }

    private func receive<Request: RequestMessage>(
        _: Request.Type, version: Int16
    ) throws(ClientError) -> Answer<Request.Response> {
        let frame = try receiveFrame(ApiKey(rawValue: Request.apiKey))
        let response = try decode(Request.self, version: version, frame: frame)
        return Answer(response: response, frame: frame)
    }

    private func decode<Request: RequestMessage>(
        _: Request.Type, version: Int16, frame: borrowing ByteBuffer
    ) throws(ClientError) -> Request.Response {
        var reader = ByteReader(frame.bytes)
        let correlationID = reader.read(Int32.self)
        if let facts = ApiFacts.of(key: Request.apiKey), facts.responseHeaderVersion(version) == 1 {
            skipTags(&reader)
        }
        let api = ApiKey(rawValue: Request.apiKey)
        guard !reader.failed, correlationID == lastCorrelationID else {
            throw .malformedAnswer(address: address.description, api: api)
        }
        do {
            return try Request.Response(from: &reader, version: version)
        } catch {
            throw .malformedAnswer(address: address.description, api: api)
        }
    }

    private func skipTags(_ reader: inout ByteReader) {
        var count = reader.readUnsignedVarint()
        while count > 0, !reader.failed {
            _ = reader.readUnsignedVarint()
            reader.skip(Int(reader.readUnsignedVarint()))
            count -= 1
        }
    }

    /// The next frame, without its size.
    private func receiveFrame(_ api: ApiKey) throws(ClientError) -> ByteBuffer {
        var head = ByteBuffer(capacity: 4)
        try receive(into: &head, upTo: 4, api: api)
        let size = Int(head.bytes.integer(at: 0, as: Int32.self))
        guard size >= 4, size <= Self.largestAnswer else {
            throw .malformedAnswer(address: address.description, api: api)
        }
        var frame = ByteBuffer()
        try receive(into: &frame, upTo: size, api: api)
        return frame
    }

    /// Receives until the buffer holds so many bytes.
    private func receive(
        into buffer: inout ByteBuffer, upTo count: Int, api: ApiKey
    ) throws(ClientError) {
        while buffer.count < count {
            let received: Int?
            do throws(Errno) {
                var got: Int?
                // Never more at once than came so far: a size that lies does not get its memory.
                let room = min(count - buffer.count, max(buffer.count, 1 << 16))
                try buffer.append(upTo: room) { room throws(Errno) in
                    got = try socket.receive(into: &room)
                    return got ?? 0
                }
                received = got
            } catch {
                throw .connectionLost(address: address.description, reason: error.description)
            }
            guard let received else { throw .timedOut(address: address.description, api: api) }
            guard received > 0 else {
                throw .connectionLost(
                    address: address.description, reason: "the broker closed it")
            }
        }
    }

    private static func connect(
        to address: BootstrapAddress, timeoutMs: Int32
    ) throws(ClientError) -> Socket {
        let candidates: [SocketAddress]
        do {
            candidates = try SocketAddress.resolve(address.host, port: address.port)
        } catch {
            throw .noSuchAddress(address.description, reason: error.reason)
        }
        var reason = "it has no address"
        for candidate in candidates {
            do {
                return try Socket.connected(to: candidate, timeoutMs: timeoutMs)
            } catch {
                reason = error.description
            }
        }
        throw .notReachable(address: address.description, reason: reason)
    }
}

/// What a client says that it is.
package struct ClientIdentity: Sendable {
    /// The client id of its requests.
    package let id: String
    /// Its name and version, for the broker's statistics (KIP-511).
    package let software: String
    package let version: String

    package init(id: String, software: String, version: String) {
        self.id = id
        self.software = software
        self.version = version
    }
}
