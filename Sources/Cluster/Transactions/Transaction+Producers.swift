import KafkaProtocol
import Syscalls

extension Transaction {
    /// What comes of a producer's wish to begin a life.
    enum Beginning: Equatable {
        /// It is this one from now on.
        case identity(ProducerIdentity)
        /// The transaction that was open is being aborted first: ask again.
        case aborting
    }

    /// InitProducerId: fences the producer before, and aborts what it left open (T-1, T-2).
    ///
    /// `expected` is who the producer has been, where it says so (KIP-360): it goes on, unless another
    /// one has taken over. A repeated request gets the same answer. `fresh` is a producer id for where the
    /// epochs of the present one are used up, `version` the `transaction.version` that an abort keeps to.
    mutating func begin(
        expected: ProducerIdentity?, timeoutMs: Int32, fresh: ProducerID?, version: Int16,
        now: Timestamp
    ) throws(TransactionError) -> Beginning {
        guard !isEnding else { throw .concurrent }
        guard expected.map(isKnown) ?? true else { throw .fenced }
        guard state != .ongoing else {
            guard expected.map({ $0 == identity }) ?? true else { throw .fenced }
            try fence(version: version, fresh: fresh, now: now)
            return .aborting
        }
        try takeEpoch(expected: expected, fresh: fresh)
        self.timeoutMs = timeoutMs
        state = .empty
        partitions = []
        startTime = nil
        updateTime = now
        return .identity(identity)
    }

    /// Whether a producer may go on: as the present one, or as the one whose epochs were used up.
    private func isKnown(_ expected: ProducerIdentity) -> Bool {
        epoch == .none || expected.id == producerID
            || expected.id == previousProducerID && expected.epoch.isExhausted
    }

    private mutating func takeEpoch(
        expected: ProducerIdentity?, fresh: ProducerID?
    ) throws(TransactionError) {
        let isPresent = expected == nil || epoch == .none || expected?.epoch == epoch
        guard isPresent else {
            // The answer to its request of before was lost, if it is not another's.
            guard expected?.epoch == lastEpoch else { throw .fenced }
            return
        }
        lastEpoch = expected == nil ? .none : epoch
        previousProducerID = producerID
        guard epoch.isExhausted else {
            epoch = epoch.next
            return
        }
        guard let fresh else { throw .loading }
        producerID = fresh
        epoch = .first
    }
}
