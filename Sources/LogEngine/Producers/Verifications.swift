internal import KafkaProtocol
internal import Syscalls

/// The right to begin a transaction in a log, once the coordinator has said that it is open there.
///
/// A log never hands out the same twice. It lives in memory only.
package struct VerificationGuard: Equatable, Sendable {
    let number: UInt64
}

/// What must happen before a batch of a transaction is appended.
package enum TransactionCheck: Equatable, Sendable {
    /// The producer's transaction is open here, in this epoch: nothing.
    case open
    /// The coordinator is to be asked; with its word, the guard is given with the append.
    case verify(VerificationGuard)
}

/// How a batch of a transaction is appended.
package struct TransactionalAppend: Equatable, Sendable {
    /// What ``PartitionLog/check(producerID:epoch:baseSequence:now:)`` gave before the coordinator
    /// was asked; nil where the transaction was open.
    package var verificationGuard: VerificationGuard?
    /// Whether the client speaks the newer protocol (Produce 12, TxnOffsetCommit 5; for a marker,
    /// transaction.version 2): each transaction has an epoch of its own.
    package var usesNewProtocol: Bool

    package init(verificationGuard: VerificationGuard? = nil, usesNewProtocol: Bool = false) {
        self.verificationGuard = verificationGuard
        self.usesNewProtocol = usesNewProtocol
    }
}

/// The producers of which the coordinator is being asked (KIP-890).
///
/// Between the question and the append the transaction may end. Its marker takes the guard away, so
/// that a batch that comes late never begins a transaction of which no coordinator knows.
struct Verifications: Sendable {
    private struct Verification {
        let verificationGuard: VerificationGuard
        var epoch: ProducerEpoch
        /// The first of the batches that wait: those behind it must not overtake it.
        var lowestSequence: Int32
        var lastAsked: Timestamp
    }

    /// How many a log remembers; of more, those go that were asked longest ago.
    static let limit = 10_000

    private var byProducer: [ProducerID: Verification] = [:]
    private var lastNumber: UInt64 = 0

    var count: Int { byProducer.count }

    /// The guard for a producer's batch; batches that wait together share one.
    mutating func begin(
        _ producerID: ProducerID, epoch: ProducerEpoch, baseSequence: Int32, now: Timestamp
    ) -> VerificationGuard {
        if var known = byProducer[producerID], known.epoch >= epoch {
            if known.epoch == epoch {
                known.lowestSequence = min(known.lowestSequence, baseSequence)
            }
            known.lastAsked = now
            byProducer[producerID] = known
            return known.verificationGuard
        }
        if byProducer.count >= Self.limit { forgetTheOldest() }
        lastNumber += 1
        let begun = Verification(
            verificationGuard: VerificationGuard(number: lastNumber), epoch: epoch,
            lowestSequence: baseSequence, lastAsked: now)
        byProducer[producerID] = begun
        return begun.verificationGuard
    }

    /// Whether the guard is the producer's, and holds.
    func holds(_ verificationGuard: VerificationGuard?, of producerID: ProducerID) -> Bool {
        guard let verificationGuard else { return false }
        return byProducer[producerID]?.verificationGuard == verificationGuard
    }

    /// The sequence with which the batches of a producer begin that wait together.
    func lowestSequence(of producerID: ProducerID, epoch: ProducerEpoch) -> Int32? {
        guard let known = byProducer[producerID], known.epoch == epoch else { return nil }
        return known.lowestSequence
    }

    /// The transaction has begun, or has ended: no guard of before holds any more.
    mutating func end(_ producerID: ProducerID) {
        byProducer[producerID] = nil
    }

    mutating func removeAll() {
        byProducer.removeAll()
    }

    /// Forgets those that were asked about so long ago.
    mutating func expire(after milliseconds: Int64, now: Timestamp) {
        guard !byProducer.isEmpty else { return }
        byProducer = byProducer.filter {
            now.rawValue &- $0.value.lastAsked.rawValue < milliseconds
        }
    }

    /// Makes room: an eighth goes.
    private mutating func forgetTheOldest() {
        let oldest = byProducer.sorted {
            ($0.value.lastAsked, $0.key.rawValue) < ($1.value.lastAsked, $1.key.rawValue)
        }
        for (producer, _) in oldest.prefix(Self.limit / 8) { byProducer[producer] = nil }
    }
}
