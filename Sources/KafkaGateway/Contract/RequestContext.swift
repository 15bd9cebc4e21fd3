package import KafkaMessages
package import KafkaProtocol
package import LogEngine

/// What an API is told about a request beside its body.
package struct RequestContext {
    /// What the request's loop holds: the broker, the image, the time.
    package let loop: LoopContext
    package let header: RequestHeader
    /// The connection by which it came.
    package let connection: ConnectionInfo
    /// For how long the client must send nothing more after the answer: what its quotas say.
    package private(set) var throttleMs: Int32 = 0

    package init(loop: LoopContext, header: RequestHeader, connection: ConnectionInfo) {
        self.loop = loop
        self.header = header
        self.connection = connection
    }

    package var version: Int16 {
        header.apiVersion
    }

    /// Has the client wait so long at least: of several quotas the longest time counts.
    package mutating func throttle(_ milliseconds: Int32) {
        throttleMs = max(throttleMs, milliseconds)
    }

    /// What a ``Waiting`` keeps to make its reply later.
    package var replyHeader: ReplyHeader {
        ReplyHeader(
            apiKey: header.apiKey, apiVersion: header.apiVersion,
            correlationID: header.correlationID, throttleMs: throttleMs)
    }

    /// Encodes a reply in the version of the request; see ``ReplyHeader``.
    package func reply<Message: ResponseMessage>(
        _ message: Message, slices: [FileSlice] = []
    ) -> Reply {
        replyHeader.reply(message, slices: slices)
    }
}
