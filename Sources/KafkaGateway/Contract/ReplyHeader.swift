internal import Bytes
package import KafkaMessages
package import KafkaProtocol
package import LogEngine

/// What a reply must know of its request: a value that a ``Waiting`` keeps.
package struct ReplyHeader: Sendable {
    package let apiKey: ApiKey
    package let apiVersion: Int16
    package let correlationID: Int32
    /// For how long the client must send nothing more, at least.
    package let throttleMs: Int32

    package init(
        apiKey: ApiKey, apiVersion: Int16, correlationID: Int32, throttleMs: Int32 = 0
    ) {
        self.apiKey = apiKey
        self.apiVersion = apiVersion
        self.correlationID = correlationID
        self.throttleMs = throttleMs
    }

    /// Encodes a reply in the version of its request.
    ///
    /// - Parameters:
    ///   - message: the body.
    ///   - slices: the parts of files behind the body's spliced records, in their order.
    /// - Returns: the frame.
    package func reply<Message: ResponseMessage>(
        _ message: Message, slices: [FileSlice] = []
    ) -> Reply {
        reply(message, version: apiVersion, slices: slices)
    }

    /// Encodes a reply in a version of its own: ApiVersions alone may, to say that it does not know
    /// the one asked for (C-4).
    package func reply<Message: ResponseMessage>(
        _ message: Message, version: Int16, slices: [FileSlice] = []
    ) -> Reply {
        var writer = ByteWriter(capacity: 256)
        writer.write(Int32(0))
        writer.write(correlationID)
        // ApiVersions has the old header in every version, so that it can be read before the
        // versions are known (C-5).
        if version >= Message.flexibleFrom, apiKey != .apiVersions {
            writer.write(UInt8(0))
        }
        encode(message, to: &writer, version: version)
        writer.overwrite(at: 0, with: Int32(writer.totalCount - 4))
        return Reply(writer, slices: slices, throttleMs: throttleMs)
    }

    /// Encodes the body; it says for how long the connection is not read after it.
    private func encode<Message: ResponseMessage>(
        _ message: Message, to writer: inout ByteWriter, version: Int16
    ) {
        guard throttleMs > 0 else { return message.encode(to: &writer, version: version) }
        var throttled = message
        throttled.throttleTimeMs = throttleMs
        throttled.encode(to: &writer, version: version)
    }
}
