import Bytes
package import EventLoop
import KafkaProtocol
import LogEngine
import Syscalls
import Telemetry

/// The groups of one partition of `__consumer_offsets`, on the broker that leads it.
///
/// A state machine whose truth is that partition's log: its lock is held while a step changes a group and
/// appends the records, so that the order of the changes is the order in the log. What is answered rests
/// on records that must be committed first: an answer comes with the offset that the high watermark must
/// have reached.
///
/// - `OffsetsPartition+Loading`: from the log to groups
/// - `OffsetsPartition+Members`: the classic protocol
/// - `OffsetsPartition+Consumers`: KIP-848
/// - `OffsetsPartition+Offsets`: commits
/// - `OffsetsPartition+Transactions`: commits that wait for the end of a transaction
/// - `OffsetsPartition+Administration`: lists, descriptions, deletions
/// - `OffsetsPartition+Upkeep`: what time brings
/// - `OffsetsPartition+Memory`: what groups take, and that it stays within bounds
package final class OffsetsPartition: Sendable {
    package let replica: Replica
    let settings: GroupConfiguration
    let memory: MemoryLedger
    let state: Lock<State>

    init(replica: Replica, settings: GroupConfiguration, memory: MemoryLedger) {
        self.replica = replica
        self.settings = settings
        self.memory = memory
        state = Lock(State())
    }

    deinit {
        let (entered, loaded) = state.withLock { ($0.entered, $0.loaded) }
        memory.enter(-entered, in: .groups)
        memory.noteLoaded(-loaded, in: .groups)
    }

    /// What the lock holds.
    struct State {
        var phase = Phase.loading
        var groups = GroupTable()
        var offsets = GroupOffsets()
        /// Bytes of both that stand in the ledger.
        var entered = 0
        /// Bytes of both that lay in the log when it was read.
        var loaded = 0
        /// The requests that wait, each with its answer once there is one, until their connections
        /// take it or are gone.
        var waiting: [GroupTicket: Filed?] = [:]
        var lastTicket: UInt64 = 0
        /// The loops that are told when answers were filed; each at most once.
        var watchers: [Mailbox<LoopLetter>] = []
        /// No group has anything to do before.
        var nextDeadline = Instant.distantFuture
    }

    enum Phase {
        case loading
        /// It could not be loaded; it is tried again.
        case unread
        case serving
        /// The broker leads the partition no more.
        case closed
    }

    /// An answer, and what must be committed before it may be given.
    struct Filed: Sendable {
        let answer: Answer
        let goal: Offset
    }

    enum Answer: Sendable {
        case joined(Result<JoinAnswer, GroupError>)
        case synced(Result<SyncAnswer, GroupError>)
    }

    /// The state that is looked at, once everything is loaded.
    func read<Value>(
        _ body: (State) throws(GroupError) -> sending Value
    ) throws(GroupError) -> sending Value {
        try state.withLock { state throws(GroupError) in
            try state.checkService()
            return try body(state)
        }
    }
}

extension OffsetsPartition.State {
    func checkService() throws(GroupError) {
        switch phase {
        case .loading: throw .loading
        case .unread, .closed: throw .notCoordinator
        case .serving: return
        }
    }

    mutating func newTicket() -> GroupTicket {
        lastTicket += 1
        return GroupTicket(rawValue: lastTicket)
    }

    /// Files what waiting requests are answered; those whose connections are gone are not.
    ///
    /// - Returns: the loops to tell.
    mutating func file(
        _ effects: ClassicGroup.Effects, goal: Offset
    ) -> [Mailbox<LoopLetter>] {
        for (ticket, answer) in effects.joined where waiting[ticket] != nil {
            waiting[ticket] = .some(.init(answer: .joined(answer), goal: goal))
        }
        for (ticket, answer) in effects.synced where waiting[ticket] != nil {
            waiting[ticket] = .some(.init(answer: .synced(answer), goal: goal))
        }
        guard !effects.joined.isEmpty || !effects.synced.isEmpty else { return [] }
        defer { watchers = [] }
        return watchers
    }

    /// Finds out anew when a group wants to be looked at.
    mutating func lookForDeadlines() {
        nextDeadline = groups.all.reduce(.distantFuture) { min($0, $1.group.nextDeadline) }
    }

    /// Notes when a group wants to be looked at.
    mutating func noteDeadline(of group: Group) {
        nextDeadline = min(nextDeadline, group.nextDeadline)
    }
}

// MARK: - Writing

extension OffsetsPartition {
    /// Appends records as one batch, with the state's lock held.
    ///
    /// - Returns: the offset that must be committed; with no records, the end of the log as it is
    ///   known, since an answer may rest on what was written before.
    func write(
        _ records: [CoordinatorRecord], in transaction: TransactionalCommit? = nil, now: Timestamp
    ) throws(GroupError) -> Offset {
        guard !records.isEmpty else { return replica.status.endOffset }
        var batch = RecordBatchBuilder()
        transaction?.stamp(&batch.header)
        for record in records {
            record.append(to: &batch, now: now)
        }
        var buffer = ByteBuffer()
        let header = batch.finish(into: &buffer)
        var bytes = buffer.mutableBytes
        do throws(ReplicaError) {
            return try replica.append(
                &bytes, batchAt: 0..<bytes.byteCount, header: header, requiredAcks: -1, now: now,
                origin: .coordinator, transaction: transaction?.append
            ).end
        } catch {
            throw GroupError(error)
        }
    }

    /// Appends records that need not come into force together, as batches that the partition takes.
    ///
    /// - Returns: as ``write(_:in:now:)``.
    func writeInParts(
        _ records: [CoordinatorRecord], of groupID: String, now: Timestamp
    ) throws(GroupError) -> Offset {
        // A tombstone takes the names of its group and of its topic or member, and some bytes.
        let perBatch = max(1, (256 << 10) / (groupID.utf8.count + 512))
        var goal = try write([], now: now)
        for start in stride(from: 0, to: records.count, by: perBatch) {
            let end = min(start + perBatch, records.count)
            goal = try write(Array(records[start..<end]), now: now)
        }
        return goal
    }

    /// Tells loops that answers were filed.
    ///
    /// Called after the lock is let go.
    func tell(_ loops: [Mailbox<LoopLetter>]) {
        for mailbox in loops {
            mailbox.post(.advanced(ObjectIdentifier(self)))
        }
    }
}

extension GroupError {
    /// What a failed append of the coordinator means to its clients (as in Kafka).
    init(_ error: ReplicaError) {
        switch error {
        case .notEnoughReplicas: self = .notAvailable
        case .log(.batchTooLarge), .log(.largerThanSegment): self = .recordsTooLarge
        case .log(.producer(let error)): self = .producer(error)
        default: self = .notCoordinator
        }
    }
}

// MARK: - Waiting

extension OffsetsPartition {
    /// The answer to a request that waits, if it is there and committed; otherwise the loop is told when
    /// something has moved.
    ///
    /// Where the records that it rests on cannot be committed any more, it is a refusal.
    package func takeJoined(
        _ ticket: GroupTicket, tell mailbox: Mailbox<LoopLetter>
    ) -> Result<JoinAnswer, GroupError>? {
        switch take(ticket, tell: mailbox) {
        case .success(.joined(let answer))?: answer
        case .success(.synced)?: preconditionFailure("a join is answered as a sync")
        case .failure(let error)?: .failure(error)
        case nil: nil
        }
    }

    /// As ``takeJoined(_:tell:)``, for a SyncGroup.
    package func takeSynced(
        _ ticket: GroupTicket, tell mailbox: Mailbox<LoopLetter>
    ) -> Result<SyncAnswer, GroupError>? {
        switch take(ticket, tell: mailbox) {
        case .success(.synced(let answer))?: answer
        case .success(.joined)?: preconditionFailure("a sync is answered as a join")
        case .failure(let error)?: .failure(error)
        case nil: nil
        }
    }

    /// Forgets a request whose connection is gone; an answer that comes later is not kept.
    package func abandon(_ ticket: GroupTicket) {
        state.withLock { $0.waiting[ticket] = nil }
    }

    /// How many requests wait, or have an answer that was not taken yet.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    private func take(
        _ ticket: GroupTicket, tell mailbox: Mailbox<LoopLetter>
    ) -> Result<Answer, GroupError>? {
        let found = state.withLock { state -> Result<Filed, GroupError>? in
            if let filed = state.waiting[ticket] ?? nil { return .success(filed) }
            guard state.phase == .serving else { return .failure(.notCoordinator) }
            if !state.watchers.contains(mailbox) {
                state.watchers.append(mailbox)
            }
            return nil
        }
        guard let found else { return nil }
        if case .success(let filed) = found, replica.watch(before: filed.goal, tell: mailbox) {
            return nil
        }
        abandon(ticket)
        return found.flatMap { filed in
            let isCommitted = replica.status.highWatermark >= filed.goal
            return isCommitted ? .success(filed.answer) : .failure(.notCoordinator)
        }
    }
}
