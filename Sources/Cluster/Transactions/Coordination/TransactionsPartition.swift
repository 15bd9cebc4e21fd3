import Bytes
import EventLoop
import KafkaProtocol
import LogEngine
import Syscalls
import Telemetry

/// The transactions of one partition of `__transaction_state`, on the broker that leads it.
///
/// A state machine whose truth is that partition's log: its lock is held while a step changes a
/// transaction and appends the record, so that the order of the changes is the order in the log. What is
/// answered rests on records that must be committed first: an answer comes with the offset that the high
/// watermark must have reached.
///
/// - `TransactionsPartition+Loading`: from the log to transactions
/// - `TransactionsPartition+Producers`: what producers ask
/// - `TransactionsPartition+Ending`: markers, and what follows them
/// - `TransactionsPartition+Administration`: lists and descriptions
/// - `TransactionsPartition+Upkeep`: what time brings
/// - `TransactionsPartition+Memory`: what transactional ids take, and that it stays within bounds
package final class TransactionsPartition: Sendable {
    package let replica: Replica
    /// Counts the coordinators of this partition: a marker of an older one is refused.
    let epoch: LeaderEpoch
    let settings: TransactionSettings
    let memory: MemoryLedger
    /// Where whoever drives the markers is told that there is something to do.
    let driver: Mailbox<LoopLetter>
    let state: Lock<State>

    /// A partition that serves once it is loaded, with the `transaction.version` in force.
    init(
        replica: Replica, epoch: LeaderEpoch, settings: TransactionSettings,
        memory: MemoryLedger, version: Int16, driver: Mailbox<LoopLetter>
    ) {
        self.replica = replica
        self.epoch = epoch
        self.settings = settings
        self.memory = memory
        self.driver = driver
        state = Lock(State(version: version))
    }

    /// What the lock holds.
    struct State {
        var phase = Phase.loading
        /// The `transaction.version` in force.
        var version: Int16
        /// Changed by ``TransactionsPartition/keep(_:of:in:)`` alone, which enters what it takes.
        var known: [String: Known] = [:]
        /// Bytes of ``known`` that stand in the ledger.
        var entered = 0
        /// Of these, what lay in the log when it was read.
        var loaded = 0
        /// The transactions whose outcome is decided, and not known everywhere yet.
        var ending: [String: Ending] = [:]
    }

    /// A transaction, and the offset that must be committed before it is told of.
    struct Known {
        var transaction: Transaction
        var goal: Offset
    }

    /// Takes another `transaction.version` into force.
    func use(_ version: Int16) {
        state.withLock { $0.version = version }
    }

    enum Phase {
        case loading
        case serving
        /// The log cannot be read.
        case unread
        /// The broker leads the partition no more.
        case closed
    }
}

extension TransactionsPartition.State {
    func checkService() throws(TransactionError) {
        switch phase {
        case .loading: throw .loading
        case .unread, .closed: throw .notCoordinator
        case .serving: return
        }
    }

    /// The transaction of an id; who asks must be able to have one.
    func transaction(of id: String) throws(TransactionError) -> TransactionsPartition.Known {
        try checkService()
        guard !id.isEmpty else { throw .invalidRequest }
        guard let known = known[id] else { throw .invalidMapping }
        return known
    }
}

// MARK: - Writing

extension TransactionsPartition {
    /// Writes down what a transaction is at now, and keeps it so, with the state's lock held.
    ///
    /// Where the log refuses, nothing has changed.
    ///
    /// - Returns: the offset that must be committed.
    func put(
        _ transaction: Transaction, of id: String, in state: inout State, now: Timestamp
    ) throws(TransactionError) -> Offset {
        let goal = try write(
            [TransactionRecord(id: id, transaction: transaction)], state.version, now: now)
        keep(Known(transaction: transaction, goal: goal), of: id, in: &state)
        state.ending[id] =
            transaction.isEnding ? ending(of: transaction, decidedAt: goal) : nil
        return goal
    }

    /// Appends records as one batch, with the state's lock held.
    ///
    /// - Returns: the offset after them.
    func write(
        _ records: [TransactionRecord], _ version: Int16, now: Timestamp
    ) throws(TransactionError) -> Offset {
        var batch = RecordBatchBuilder()
        for record in records {
            record.append(to: &batch, version: version, now: now)
        }
        var buffer = ByteBuffer()
        let header = batch.finish(into: &buffer)
        var bytes = buffer.mutableBytes
        do throws(ReplicaError) {
            return try replica.append(
                &bytes, batchAt: 0..<bytes.byteCount, header: header, requiredAcks: -1, now: now,
                origin: .coordinator
            ).end
        } catch {
            throw TransactionError(error)
        }
    }
}

extension TransactionError {
    /// What a failed append of the coordinator means to its clients (as in Kafka).
    init(_ error: ReplicaError) {
        switch error {
        case .notEnoughReplicas: self = .notAvailable
        case .log(.batchTooLarge), .log(.largerThanSegment): self = .tooManyPartitions
        default: self = .notCoordinator
        }
    }
}
