import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Syscalls

/// The answer to a request whose records are on their way to the disk: it is given when they are committed.
struct AwaitedRecords<Response: ResponseMessage>: Waiting {
    let deadline: Instant
    private let partition: OffsetsPartition
    private let goal: Offset
    private let header: ReplyHeader
    private let response: Response
    /// What is answered where they are not committed in time.
    private let late: Response

    var watched: [ObjectIdentifier] { [ObjectIdentifier(partition.replica)] }
    var isAwaitedAtStop: Bool { true }

    /// Answers at once where everything is committed, else waits for it, as long as
    /// `offsets.commit.timeout.ms` lets it.
    static func outcome(
        _ response: Response, after goal: Offset, in partition: OffsetsPartition, late: Response,
        _ context: RequestContext
    ) -> Outcome {
        let timeout = context.loop.configuration.offsetsCommitTimeoutMs
        var awaited = AwaitedRecords(
            deadline: context.loop.now.advanced(byMilliseconds: timeout), partition: partition,
            goal: goal, header: context.replyHeader, response: response, late: late)
        return awaited.finish(in: context.loop).map(Outcome.reply) ?? .wait(awaited)
    }

    mutating func finish(in loop: LoopContext) -> Reply? {
        guard partition.replica.watch(before: goal, tell: loop.mailbox) else {
            let isCommitted = partition.replica.status.highWatermark >= goal
            return header.reply(isCommitted ? response : late)
        }
        return loop.now >= deadline ? header.reply(late) : nil
    }
}
