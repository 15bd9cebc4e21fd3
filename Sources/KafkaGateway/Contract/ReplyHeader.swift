internal import Bytes
package import KafkaMessages
package import KafkaProtocol
package import LogEngine

/// What a reply must know of its request: a value that a ``Waiting`` keeps.
package struct ReplyHeader: Sendable {
    package let apiKey: ApiKey
    package let apiVersion: Int16
    package let correlationID: Int32

    package init(apiKey: ApiKey, apiVersion: Int16, correlationID: Int32) {
        self.apiKey = apiKey
        self.apiVersion = apiVersion
        self.correlationID = correlationID
    }

    /// Encodes a reply in the version of its request.
    ///
    /// - Parameters:
    ///   - message: the body.
    ///   - slices: the parts of files behind the body's spliced records, in their order.
    ///   - throttleMs: for how long the connection is not read after it; the body says so, too.
    /// - Returns: the frame.
    package func reply<Message: ResponseMessage>(
        _ message: Message, slices: [FileSlice] = [], throttleMs: Int32 = 0
    ) -> Reply {
        reply(message, version: apiVersion, slices: slices, throttleMs: throttleMs)
    }

    /// Encodes a reply in a version of its own: ApiVersions alone may, to say that it does not know
    /// the one asked for (C-4).
    package func reply<Message: ResponseMessage>(
        _ message: Message, version: Int16, slices: [FileSlice] = [], throttleMs: Int32 = 0
    ) -> Reply {
        var writer = ByteWriter(capacity: 256)
        writer.write(Int32(0))
        writer.write(correlationID)
        // ApiVersions has the old header in every version, so that it can be read before the
        // versions are known (C-5).
        if version >= Message.flexibleFrom, apiKey != .apiVersions {
            writer.write(UInt8(0))
        }
        message.encode(to: &writer, version: version)
        writer.overwrite(at: 0, with: Int32(writer.totalCount - 4))
        return Reply(writer, slices: slices, throttleMs: throttleMs)
    }
}
