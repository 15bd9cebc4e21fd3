import Cluster
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls

/// Partitions on their way into a producer's transaction: what must have happened before its first batches
/// are appended there (KIP-890).
///
/// For clients of the newer protocol the coordinator adds them; for older ones it tells whether they were
/// added. A ``Waiting`` asks ``proceed(in:)`` until it has an answer (``AwaitedEnrollment`` does). The
/// guards that the logs gave out before go with the appends: a marker that comes between makes them void.
/// Those of the transaction before may come late enough for that: so guards are renewed before the coordinator
/// is asked again, and it is asked again where they did not outlast its answer.
struct Enrollment {
    private let partitions: [TopicPartition]
    private let renewGuards: (Timestamp) -> Bool
    private let producer: TransactionalProducer
    /// Until when a transaction that is being ended is waited for (`add.partitions.to.txn.retry.backoff.max.ms`).
    private let patience: Instant
    /// When the coordinator counts as gone.
    private let limit: Instant
    private var step: Step
    /// Where the coordinator writes; nil before it was asked.
    private var coordinator: Replica?

    private enum Step {
        /// The coordinator is asked at this time, or as soon as it has written something.
        case asking(Instant)
        /// It has answered; that counts when its log is committed up to the offset.
        case recording(Offset, [TransactionError?])
    }

    /// What asks for partitions of which guards were just taken; `renewGuards` takes new ones, and says
    /// whether any had become void.
    init(
        _ partitions: [TopicPartition], of producer: TransactionalProducer, in loop: LoopContext,
        renewGuards: @escaping (Timestamp) -> Bool
    ) {
        self.partitions = partitions
        self.renewGuards = renewGuards
        self.producer = producer
        let waitMs = loop.configuration.addPartitionsToTxnRetryBackoffMaxMs
        patience = loop.now.advanced(byMilliseconds: producer.client == .implicit ? waitMs : 0)
        limit = loop.now.advanced(byMilliseconds: loop.configuration.requestTimeoutMs)
        step = .asking(loop.now)
    }

    /// When it must be asked again, whatever happens.
    var deadline: Instant {
        switch step {
        case .asking(let next): next
        case .recording: limit
        }
    }

    /// What moves when there is something new.
    var watched: [ObjectIdentifier] { coordinator.map { [ObjectIdentifier($0)] } ?? [] }

    /// Goes as far as it can.
    ///
    /// - Returns: for each partition nil, or why it is not in the transaction; nil altogether while that is
    ///   not known. The loop is told then when something has moved.
    mutating func proceed(in loop: LoopContext) -> [TransactionError?]? {
        if case .asking = step {
            do throws(TransactionError) {
                try ask(in: loop)
            } catch {
                return refused(error)
            }
        }
        guard case .recording(let goal, let answer) = step, let coordinator else { return nil }
        guard !coordinator.watch(before: goal, tell: loop.mailbox) else {
            return loop.now >= limit ? refused(.notAvailable) : nil
        }
        return coordinator.status.highWatermark >= goal ? answer : refused(.notCoordinator)
    }

    private func refused(_ error: TransactionError) -> [TransactionError?] {
        partitions.map { _ in error }
    }

    /// Asks the coordinator; where the transaction before is still being ended, waits a little for that.
    private mutating func ask(in loop: LoopContext) throws(TransactionError) {
        let transactions = try loop.transactions(of: producer.transactionalID)
        if coordinator != nil { _ = renewGuards(loop.wallTime) }
        coordinator = transactions.replica
        // Seen before it is asked: what it writes in between must not be waited for in vain.
        let seen = transactions.replica.status.highWatermark
        do throws(TransactionError) {
            step = try asked(transactions, now: loop.wallTime)
            // An answer counts for guards that are older than it.
            if renewGuards(loop.wallTime) { step = try asked(transactions, now: loop.wallTime) }
        } catch {
            guard error == .concurrent, loop.now < patience else { throw error }
            let backoffMs = loop.configuration.addPartitionsToTxnRetryBackoffMs
            let hasMoved = !transactions.replica.watch(
                before: seen.advanced(by: 1), tell: loop.mailbox)
            let next = hasMoved ? loop.now : loop.now.advanced(byMilliseconds: backoffMs)
            step = .asking(min(next, patience))
        }
    }

    /// The one place where the coordinator is spoken to.
    private func asked(
        _ transactions: TransactionsPartition, now: Timestamp
    ) throws(TransactionError) -> Step {
        guard producer.client == .implicit else {
            let verified = try transactions.verify(
                partitions, of: producer.transactionalID, by: producer.identity)
            return .recording(verified.goal, verified.value)
        }
        let added = try transactions.add(
            partitions, to: producer.transactionalID, by: producer.identity, clientVersion: 2,
            now: now)
        return .recording(added.goal, partitions.map { _ in nil })
    }
}
