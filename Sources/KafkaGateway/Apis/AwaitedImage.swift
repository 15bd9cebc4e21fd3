import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Syscalls

/// The answer to a change of metadata, held back until the image that holds the change is in force
/// on this loop: who is told that a topic exists can use it.
struct AwaitedImage<Response: ResponseMessage>: Waiting {
    let deadline: Instant
    let watched: [ObjectIdentifier]
    private let offset: Offset
    private let header: ReplyHeader
    private let response: Response
    /// What is answered where the time is up first.
    private let late: Response

    /// Answers at once where the image is there, else waits for it.
    ///
    /// Without a time of its own the request waits as long as `request.timeout.ms` lets it.
    static func outcome(
        _ response: Response, at offset: Offset, timeoutMs: Int32? = nil, late: Response? = nil,
        in context: RequestContext
    ) -> Outcome {
        guard context.image.offset < offset else { return .reply(context.reply(response)) }
        let wait = timeoutMs.map(Int64.init) ?? context.loop.configuration.requestTimeoutMs
        return .wait(
            AwaitedImage(
                deadline: context.loop.now.advanced(byMilliseconds: max(wait, 0)),
                watched: [ObjectIdentifier(context.loop.imageWatch)], offset: offset,
                header: context.replyHeader, response: response, late: late ?? response))
    }

    mutating func finish(in loop: LoopContext) -> Reply? {
        if loop.image.offset >= offset { return header.reply(response) }
        return loop.now >= deadline ? header.reply(late) : nil
    }
}
