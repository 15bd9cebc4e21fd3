import Bytes
package import EventLoop
package import KafkaProtocol
import LogEngine
import Syscalls

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
/// - `OffsetsPartition+Administration`: lists, descriptions, deletions
/// - `OffsetsPartition+Upkeep`: what time brings
package final class OffsetsPartition: Sendable {
    package let replica: Replica
    let settings: GroupConfiguration
    let state: Lock<State>

    init(replica: Replica, settings: GroupConfiguration) {
        self.replica = replica
        self.settings = settings
        state = Lock(State())
    }

    /// What the lock holds.
    struct State {
        var phase = Phase.loading
        var groups: [String: Group] = [:]
        var offsets = CommittedOffsets()
        /// Answers to requests that waited, until their connections take them.
        var answers: [GroupTicket: Filed] = [:]
        var lastTicket: UInt64 = 0
        /// The loops that are told when answers were filed; each at most once.
        var watchers: [Mailbox<LoopLetter>] = []
        /// No group has anything to do before.
        var nextDeadline = Instant.distantFuture
    }

    enum Phase {
        case loading
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

/// What a request got: its value and the offset that must be committed before it is told.
package struct GroupOutcome<Value: Sendable>: Sendable {
    package let value: Value
    package let goal: Offset
}

extension OffsetsPartition.State {
    func checkService() throws(GroupError) {
        switch phase {
        case .loading: throw .loading
        case .closed: throw .notCoordinator
        case .serving: return
        }
    }

    mutating func newTicket() -> GroupTicket {
        lastTicket += 1
        return GroupTicket(rawValue: lastTicket)
    }

    /// Files what waiting requests are answered.
    ///
    /// - Returns: the loops to tell.
    mutating func file(
        _ effects: ClassicGroup.Effects, goal: Offset
    ) -> [Mailbox<LoopLetter>] {
        for (ticket, answer) in effects.joined {
            answers[ticket] = .init(answer: .joined(answer), goal: goal)
        }
        for (ticket, answer) in effects.synced {
            answers[ticket] = .init(answer: .synced(answer), goal: goal)
        }
        guard !effects.joined.isEmpty || !effects.synced.isEmpty else { return [] }
        defer { watchers = [] }
        return watchers
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
    /// - Returns: the offset that must be committed; with no records, the end of the log as it is known.
    func write(_ records: [CoordinatorRecord], now: Timestamp) throws(GroupError) -> Offset {
        guard !records.isEmpty else { return .zero }
        var batch = RecordBatchBuilder()
        for record in records {
            record.append(to: &batch, now: now)
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
            throw GroupError(error)
        }
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
        default: self = .notCoordinator
        }
    }
}

// MARK: - Waiting

extension OffsetsPartition {
    /// The answer to a request that waits, if it is there and committed; otherwise the loop is told when
    /// something has moved.
    package func takeJoined(
        _ ticket: GroupTicket, tell mailbox: Mailbox<LoopLetter>
    ) -> Result<JoinAnswer, GroupError>? {
        guard case .joined(let answer)? = take(ticket, tell: mailbox) else { return nil }
        return answer
    }

    /// As ``takeJoined(_:tell:)``, for a SyncGroup.
    package func takeSynced(
        _ ticket: GroupTicket, tell mailbox: Mailbox<LoopLetter>
    ) -> Result<SyncAnswer, GroupError>? {
        guard case .synced(let answer)? = take(ticket, tell: mailbox) else { return nil }
        return answer
    }

    /// Forgets a request whose connection is gone; an answer that comes later is not kept.
    package func abandon(_ ticket: GroupTicket) {
        state.withLock { $0.answers[ticket] = nil }
    }

    private func take(_ ticket: GroupTicket, tell mailbox: Mailbox<LoopLetter>) -> Answer? {
        let filed = state.withLock { state -> Filed? in
            if let filed = state.answers[ticket] { return filed }
            if !state.watchers.contains(mailbox) {
                state.watchers.append(mailbox)
            }
            return nil
        }
        guard let filed, !replica.watch(before: filed.goal, tell: mailbox) else { return nil }
        state.withLock { $0.answers[ticket] = nil }
        return filed.answer
    }
}
