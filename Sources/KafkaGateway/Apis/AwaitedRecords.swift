import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Syscalls

/// The answer to a request that rests on records on their way to the disk: it is given when they are committed.
struct AwaitedRecords<Response: ResponseMessage>: Waiting {
    let deadline: Instant
    private var goals: [Goal]
    private let header: ReplyHeader
    private let response: Response
    /// What is answered where they are not committed in time.
    private let late: Response

    /// How far a coordinator's log must be committed.
    typealias Goal = (replica: Replica, offset: Offset)

    var watched: [ObjectIdentifier] { goals.map { ObjectIdentifier($0.replica) } }
    var isAwaitedAtStop: Bool { true }

    /// Answers at once where everything is committed, else waits for it, as long as
    /// `offsets.commit.timeout.ms` lets it.
    static func outcome(
        _ response: Response, after goal: Offset, in replica: Replica, late: Response,
        _ context: RequestContext
    ) -> Outcome {
        outcome(response, after: [(replica, goal)], late: late, context)
    }

    /// As ``outcome(_:after:in:late:_:)``, for an answer out of several partitions.
    static func outcome(
        _ response: Response, after goals: [Goal], late: Response, _ context: RequestContext
    ) -> Outcome {
        let timeout = context.loop.configuration.offsetsCommitTimeoutMs
        var awaited = AwaitedRecords(
            deadline: context.loop.now.advanced(byMilliseconds: timeout), goals: goals,
            header: context.replyHeader, response: response, late: late)
        return awaited.finish(in: context.loop).map(Outcome.reply) ?? .wait(awaited)
    }

    mutating func finish(in loop: LoopContext) -> Reply? {
        while let (replica, offset) = goals.last {
            guard !replica.watch(before: offset, tell: loop.mailbox) else {
                return loop.now >= deadline ? header.reply(late) : nil
            }
            guard replica.status.highWatermark >= offset else {
                return header.reply(late)
            }
            goals.removeLast()
        }
        return header.reply(response)
    }
}
