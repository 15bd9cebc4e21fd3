package import KafkaProtocol
package import Syscalls

/// Transactions: what is asked before a batch begins one, what is decided, and what was taken back.
extension PartitionLog {
    /// Whether a batch of a transaction may be appended at once, or the coordinator must be asked
    /// first whether the transaction is open here (KIP-890).
    ///
    /// The guard goes with the append; a marker that comes between the two makes it void.
    ///
    /// - Throws: ``ProducerStateError/staleEpoch(_:current:found:)``: it need not be asked.
    package func check(
        producerID: ProducerID, epoch: ProducerEpoch, baseSequence: Int32, now: Timestamp
    ) throws(LogError) -> TransactionCheck {
        try checkInService()
        if let state = producers.producers[producerID] {
            guard epoch >= state.epoch else {
                throw .producer(.staleEpoch(producerID, current: state.epoch, found: epoch))
            }
            if state.epoch == epoch, state.transactionStart != nil { return .open }
        }
        return .verify(
            verifications.begin(producerID, epoch: epoch, baseSequence: baseSequence, now: now))
    }

    /// The offset before which no transaction is undecided, where readers see what lies below
    /// `highWatermark`.
    package func lastStableOffset(highWatermark: Offset) -> Offset {
        let stable = producers.lastStableOffset(highWatermark: highWatermark)
        // What was deleted is not waited for.
        return min(max(stable, startOffset), highWatermark)
    }

    /// Notes that all below it is committed: markers there hold nothing back any more.
    package func advanced(highWatermark: Offset) {
        producers.advanced(highWatermark: highWatermark)
    }

    /// Voids all guards: another leader may have appended.
    package func forgetVerifications() {
        verifications.removeAll()
    }
}

// MARK: - What an append is to the producers

extension PartitionLog {
    /// Whether a batch of records may be written, which is no follower's.
    ///
    /// The first batch of a transaction needs the guard that was given for it, and the coordinator's
    /// own batches have no sequence.
    func admit(
        _ header: RecordBatchHeader, _ origin: AppendOrigin, _ transaction: TransactionalAppend?
    ) throws(ProducerStateError) -> ProducerStates.Admission {
        guard header.isTransactional else {
            return origin == .client ? try producers.admit(header) : .new
        }
        if origin == .client, let batch = producers.repeated(header) {
            return .duplicate(of: batch)
        }
        try producers.checkEpoch(of: header)
        guard
            producers.hasOpenTransaction(of: header)
                || verifications.holds(transaction?.verificationGuard, of: header.producerID)
        else { throw .unverified(header.producerID) }
        guard origin == .client else { return .new }
        try checkFirstSequence(of: header, isNewProtocol: transaction?.usesNewProtocol ?? false)
        return try producers.admit(header)
    }

    /// Of batches that wait for the coordinator together, the first comes first; and by the newer
    /// protocol a producer that is not known here begins with 0 (I-4).
    private func checkFirstSequence(
        of header: RecordBatchHeader, isNewProtocol: Bool
    ) throws(ProducerStateError) {
        guard !producers.hasOpenTransaction(of: header) else { return }
        let lowest = verifications.lowestSequence(
            of: header.producerID, epoch: header.producerEpoch)
        let isUnknown = producers.producers[header.producerID] == nil
        let expected = isNewProtocol && isUnknown ? 0 : lowest
        guard let expected, header.baseSequence > expected else { return }
        throw .outOfOrderSequence(
            header.producerID, expected: expected, found: header.baseSequence)
    }

    /// Notes what a batch that lies in the log now says of its producer.
    func noteProducer(of header: RecordBatchHeader, _ marker: TransactionMarker?, now: Timestamp) {
        if header.isTransactional { verifications.end(header.producerID) }
        guard let aborted = producers.takeIn(header, marker, now: now) else { return }
        active?.aborted.append(aborted)
    }
}
