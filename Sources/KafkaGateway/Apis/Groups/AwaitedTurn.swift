import Cluster
import EventLoop
import KafkaProtocol
import Syscalls

/// A member that waits for others: for the rebalance to end, or for the leader's assignment.
///
/// It holds a ticket, under which its answer is filed when it is there.
struct AwaitedTurn<Answer: Sendable>: Waiting {
    let partition: OffsetsPartition
    let ticket: GroupTicket
    /// Takes the answer that is filed under the ticket.
    let take: (OffsetsPartition, GroupTicket, Mailbox<LoopLetter>) -> Result<Answer, GroupError>?
    /// Makes the reply of it.
    let reply: (Result<Answer, GroupError>) -> Reply

    var deadline: Instant { .distantFuture }
    var watched: [ObjectIdentifier] {
        [ObjectIdentifier(partition), ObjectIdentifier(partition.replica)]
    }

    /// The outcome of a request that waits: its reply, if the answer is there already.
    func outcome(in loop: LoopContext) -> Outcome {
        var waiting = self
        return waiting.finish(in: loop).map(Outcome.reply) ?? .wait(waiting)
    }

    mutating func finish(in loop: LoopContext) -> Reply? {
        if let answer = take(partition, ticket, loop.mailbox) { return reply(answer) }
        guard loop.now >= deadline else { return nil }
        // The broker stops: the member looks for the coordinator again.
        abandon()
        return reply(.failure(.notAvailable))
    }

    func abandon() {
        partition.abandon(ticket)
    }
}
