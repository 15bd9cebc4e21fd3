import KafkaProtocol
import LogEngine
import Syscalls

extension Transaction {
    /// What comes of a producer's wish to end its transaction.
    enum Ending: Equatable {
        /// It is decided now; the producer is this one from then on.
        case decided(ProducerIdentity)
        /// It was before: the same answer again.
        case repeated(ProducerIdentity)
    }

    /// EndTxn: decides the outcome (T-10, T-11).
    ///
    /// From `transaction.version` 2 on the epoch rises with each transaction, so that what comes late
    /// belongs to none. A repeated request is known by the epoch that it had, if the outcome was asked for
    /// by that protocol: by the older one the epoch before is that of a producer that was fenced.
    mutating func end(
        by producer: ProducerIdentity, commits: Bool, clientVersion: Int16, fresh: ProducerID?,
        now: Timestamp
    ) throws(TransactionError) -> Ending {
        let hasEpochs = clientVersion >= Self.versionWithEpochs
        let hadEpochs = self.clientVersion >= Self.versionWithEpochs
        let isRepeated =
            hasOutcome && (hasEpochs ? hadEpochs && isBefore(producer) : producer == identity)
        try check(producer, hasEpochs: hasEpochs, isRepeated: isRepeated)
        if isRepeated {
            guard commits == isCommit else { throw .invalidState }
            guard !isEnding else { throw .concurrent }
            return .repeated(identity)
        }
        if state != .ongoing {
            // Nothing was begun: only its epoch can be ended.
            guard hasEpochs, !commits else { throw .invalidState }
            startTime = now
        }
        try decide(
            commits: commits, clientVersion: clientVersion, raisesEpoch: hasEpochs, fresh: fresh,
            now: now)
        return .decided(identityAfter)
    }

    /// Aborts what is open, in an epoch that its producer was not given: for who takes over, and where
    /// its time is up (T-2, T-14).
    mutating func fence(
        version: Int16, fresh: ProducerID?, now: Timestamp
    ) throws(TransactionError) {
        try decide(
            commits: false, clientVersion: version, raisesEpoch: true, fresh: fresh, now: now)
        if version < Self.versionWithEpochs { lastEpoch = .none }
    }

    /// All partitions have the marker: the transaction has ended everywhere.
    mutating func complete(now: Timestamp) {
        (producerID, epoch) = (identityAfter.id, identityAfter.epoch)
        nextProducerID = .none
        state = isCommit ? .completeCommit : .completeAbort
        partitions = []
        updateTime = now
    }

    /// Whether what is open has been so for longer than its producer asked for.
    func isOverdue(_ now: Timestamp) -> Bool {
        state == .ongoing
            && now.rawValue &- (startTime ?? updateTime).rawValue > Int64(timeoutMs)
    }

    /// Whether the id has rested for so long that it is to be forgotten; never while anything is open (T-18).
    func isExpired(after milliseconds: Int64, _ now: Timestamp) -> Bool {
        state != .ongoing && !isEnding && now.rawValue &- updateTime.rawValue >= milliseconds
    }

    /// Who the producer is once the transaction has ended.
    var identityAfter: ProducerIdentity {
        nextProducerID == .none ? identity : ProducerIdentity(id: nextProducerID, epoch: .first)
    }
}

extension Transaction {
    private mutating func decide(
        commits: Bool, clientVersion: Int16, raisesEpoch: Bool, fresh: ProducerID?, now: Timestamp
    ) throws(TransactionError) {
        if raisesEpoch {
            if epoch.isExhausted {
                guard let fresh else { throw .loading }
                nextProducerID = fresh
            }
            lastEpoch = epoch
            epoch = epoch.next
        }
        previousProducerID = producerID
        self.clientVersion = clientVersion
        state = commits ? .prepareCommit : .prepareAbort
        updateTime = now
        // Without partitions nobody has to be told.
        if partitions.isEmpty { complete(now: now) }
    }

    /// Refuses whoever may not end the transaction.
    private func check(
        _ producer: ProducerIdentity, hasEpochs: Bool, isRepeated: Bool
    ) throws(TransactionError) {
        guard !isRepeated else { return }
        if isEnding, producer == identityAfter { throw .concurrent }
        guard producer.id == producerID || isRotated(from: producer) else { throw .invalidMapping }
        guard producer == identity, epoch <= .lastGiven, !isEnding else { throw .fenced }
    }

    /// Whether the producer has the epoch from before the outcome.
    private func isBefore(_ producer: ProducerIdentity) -> Bool {
        isRotated(from: producer)
            || producer.id == producerID && producer.epoch.rawValue == epoch.rawValue - 1
    }

    /// Whether the producer is the one whose epochs the last transaction used up.
    private func isRotated(from producer: ProducerIdentity) -> Bool {
        producer.id == previousProducerID && producer.id != producerID
            && producer.epoch == .lastGiven && epoch == .first
    }

    private var isCommit: Bool { state == .prepareCommit || state == .completeCommit }

    /// Whether the last transaction is decided, and no next one begun.
    private var hasOutcome: Bool {
        isEnding || state == .completeCommit || state == .completeAbort
    }
}
