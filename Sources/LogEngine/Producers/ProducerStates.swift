package import KafkaProtocol
package import Syscalls

/// What a log knows of the idempotent producers that write to it (Kafka's `ProducerStateManager`).
///
/// Each batch is checked with ``admit(_:)`` before it is written and noted with
/// ``appended(_:from:timestamp:now:)`` after. The states are rebuilt after a crash or a truncation
/// from the newest snapshot and the batches behind it; all five batches of a producer are in the
/// snapshot, so a duplicate is found across it as well (semantics.md I-1 … I-8).
package struct ProducerStates: Equatable, Sendable {
    /// What becomes of a batch.
    package enum Admission: Equatable, Sendable {
        /// It is to be written.
        case new
        /// It lies in the log already: the answer is this batch's offset, and nothing is written.
        case duplicate(of: ProducerBatch)
    }

    /// How many producers a log remembers; of more, those are forgotten that wrote longest ago.
    ///
    /// One of them takes about 200 bytes. A producer that is forgotten may go on with any sequence.
    package static let limit = 10_000

    /// What is known of each producer.
    package internal(set) var producers: [ProducerID: ProducerState] = [:]
    /// The transactions that are open, in order of their first offsets.
    package internal(set) var open: [OpenTransaction] = []
    /// Those that have ended, and whose marker was not yet below the high watermark.
    package internal(set) var ended: [EndedTransaction] = []
    /// All that lies before it has been taken in.
    package internal(set) var end: Offset

    /// Knows nothing yet; the first batch may stand at `start`.
    package init(from start: Offset = .zero) {
        end = start
    }

    // MARK: Appending

    /// Whether a client's batch may be written; one without a producer always may.
    package func admit(_ header: RecordBatchHeader) throws(ProducerStateError) -> Admission {
        guard header.hasProducerID, let state = producers[header.producerID] else {
            return .new
        }
        try checkEpoch(of: header)
        if let batch = repeated(header) { return .duplicate(of: batch) }
        try checkOrder(of: header, after: state)
        return .new
    }

    /// The batch that this one repeats.
    func repeated(_ header: RecordBatchHeader) -> ProducerBatch? {
        guard let state = producers[header.producerID], header.producerEpoch == state.epoch else {
            return nil
        }
        return state.batches.first(from: header.baseSequence, through: header.lastSequence)
    }

    /// Refuses who was followed by a producer of the same id with a higher epoch.
    func checkEpoch(of header: RecordBatchHeader) throws(ProducerStateError) {
        guard let state = producers[header.producerID], header.producerEpoch < state.epoch else {
            return
        }
        throw .staleEpoch(header.producerID, current: state.epoch, found: header.producerEpoch)
    }

    private func checkOrder(
        of header: RecordBatchHeader, after state: ProducerState
    ) throws(ProducerStateError) {
        let expected = header.producerEpoch == state.epoch ? state.nextSequence : 0
        guard header.baseSequence == expected else {
            throw .outOfOrderSequence(
                header.producerID, expected: expected, found: header.baseSequence)
        }
        guard header.isTransactional || state.transactionStart == nil else {
            throw .outsideTransaction(header.producerID)
        }
    }

    /// Notes a batch of records that lies in the log now, whoever wrote it.
    ///
    /// `timestamp` is the batch's largest, as it lies in the log.
    package mutating func appended(
        _ header: RecordBatchHeader, from baseOffset: Offset, timestamp: Timestamp, now: Timestamp
    ) {
        let last = baseOffset.advanced(by: header.lastOffsetDelta)
        end = last.advanced(by: 1)
        guard header.hasProducerID else { return }

        let batch = ProducerBatch(
            lastSequence: header.lastSequence,
            lastOffset: last, offsetDelta: header.lastOffsetDelta, timestamp: timestamp)
        let fresh = ProducerState(epoch: header.producerEpoch, lastWrite: now)
        let opens = producers[header.producerID, default: fresh].note(
            batch, epoch: header.producerEpoch, isTransactional: header.isTransactional,
            firstOffset: baseOffset, now: now)
        if opens {
            open.append(OpenTransaction(producerID: header.producerID, firstOffset: baseOffset))
        }
        if producers.count > Self.limit { forgetTheOldest() }
    }

    // MARK: Forgetting

    /// Forgets the producers that have not written for so long and have no transaction open
    /// (`producer.id.expiration.ms`).
    package mutating func expire(after milliseconds: Int64, now: Timestamp) {
        producers = producers.filter { _, state in
            state.transactionStart != nil
                || now.rawValue &- state.lastWrite.rawValue < milliseconds
        }
    }

    /// Makes room: an eighth of the producers go, those without a transaction that wrote longest ago.
    mutating func forgetTheOldest() {
        let idle = producers.filter { $0.value.transactionStart == nil }
            .sorted {
                ($0.value.lastWrite, $0.key.rawValue) < ($1.value.lastWrite, $1.key.rawValue)
            }
        for (producer, _) in idle.prefix(Self.limit / 8) { producers[producer] = nil }
    }

    /// Forgets all: the log is empty, and goes on at `start`.
    package mutating func removeAll(startingAt start: Offset) {
        self = ProducerStates(from: start)
    }
}

extension ProducerState {
    /// Notes a batch of records.
    ///
    /// - Returns: whether a transaction begins with it.
    fileprivate mutating func note(
        _ batch: ProducerBatch, epoch: ProducerEpoch, isTransactional: Bool, firstOffset: Offset,
        now: Timestamp
    ) -> Bool {
        enter(epoch)
        // The coordinator's own batches have no sequence, and none is looked for.
        if batch.lastSequence >= 0 { batches.append(batch) }
        lastWrite = now
        guard isTransactional, transactionStart == nil else { return false }
        transactionStart = firstOffset
        return true
    }
}
