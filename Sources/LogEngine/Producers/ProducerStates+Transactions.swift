package import KafkaProtocol
package import Syscalls

/// A transaction whose end is not in the log yet.
package struct OpenTransaction: Equatable, Sendable {
    package let producerID: ProducerID
    package let firstOffset: Offset

    package init(producerID: ProducerID, firstOffset: Offset) {
        self.producerID = producerID
        self.firstOffset = firstOffset
    }
}

/// A transaction whose end is in the log, and not everywhere yet.
package struct EndedTransaction: Equatable, Sendable {
    package let firstOffset: Offset
    package let markerOffset: Offset

    package init(firstOffset: Offset, markerOffset: Offset) {
        self.firstOffset = firstOffset
        self.markerOffset = markerOffset
    }
}

extension ProducerStates {
    /// Whether a coordinator's marker may be written.
    ///
    /// With `ownEpoch` (transaction.version 2) each transaction has an epoch of its own, and its
    /// marker the next: one that finds its epoch here already comes a second time, or too late.
    ///
    /// - Returns: whether it lies in the log already, and nothing need be written.
    @discardableResult
    package func admit(
        _ marker: TransactionMarker, _ header: RecordBatchHeader, ownEpoch: Bool = false
    ) throws(ProducerStateError) -> Bool {
        guard let state = producers[header.producerID] else { return false }
        let isSame = header.producerEpoch == state.epoch
        let isRepeated = ownEpoch && isSame && state.transactionStart == nil
        guard header.producerEpoch > state.epoch || isSame && (!ownEpoch || isRepeated) else {
            throw .staleEpoch(header.producerID, current: state.epoch, found: header.producerEpoch)
        }
        guard marker.coordinatorEpoch >= state.coordinatorEpoch else {
            throw .staleCoordinator(
                current: state.coordinatorEpoch, found: marker.coordinatorEpoch)
        }
        return isRepeated
    }

    /// Whether the batch's producer has a transaction open here, in the same epoch.
    func hasOpenTransaction(of header: RecordBatchHeader) -> Bool {
        guard let state = producers[header.producerID] else { return false }
        return state.transactionStart != nil && state.epoch == header.producerEpoch
    }

    /// Notes a marker that lies in the log now.
    ///
    /// - Returns: what the index of aborted transactions has to hold, if it ended one so.
    package mutating func appended(
        _ marker: TransactionMarker, _ header: RecordBatchHeader, at offset: Offset, now: Timestamp
    ) -> AbortedTransaction? {
        end = offset.advanced(by: 1)
        let fresh = ProducerState(epoch: header.producerEpoch, lastWrite: now)
        let start = producers[header.producerID, default: fresh].end(
            with: marker, epoch: header.producerEpoch, now: now)
        if producers.count > Self.limit { forgetTheOldest() }
        guard let start else { return nil }

        open.removeAll { $0.producerID == header.producerID }
        ended.append(EndedTransaction(firstOffset: start, markerOffset: offset))
        guard !marker.isCommit else { return nil }
        return AbortedTransaction(
            producerID: header.producerID, firstOffset: start, lastOffset: offset,
            lastStableOffset: open.first?.firstOffset ?? offset.advanced(by: 1))
    }

    /// Notes a batch that lies in the log, with the marker that it holds.
    ///
    /// - Returns: as ``appended(_:_:at:now:)``.
    package mutating func takeIn(
        _ header: RecordBatchHeader, _ marker: TransactionMarker?, now: Timestamp
    ) -> AbortedTransaction? {
        if let marker { return appended(marker, header, at: header.baseOffset, now: now) }
        guard !header.isControl else {
            end = header.nextOffset
            return nil
        }
        appended(
            header, from: header.baseOffset, timestamp: Timestamp(rawValue: header.maxTimestamp),
            now: now)
        return nil
    }

    /// The offset before which no transaction is undecided: the smaller of the high watermark and
    /// the first offset of every transaction that is open, or whose marker is not yet below it.
    package func lastStableOffset(highWatermark: Offset) -> Offset {
        var stable = highWatermark
        if let first = open.first?.firstOffset { stable = min(stable, first) }
        for transaction in ended where transaction.markerOffset >= highWatermark {
            stable = min(stable, transaction.firstOffset)
        }
        return stable
    }

    /// Forgets the ended transactions whose marker the high watermark has passed.
    package mutating func advanced(highWatermark: Offset) {
        guard let first = ended.first, first.markerOffset < highWatermark else { return }
        ended.removeAll { $0.markerOffset < highWatermark }
    }
}

extension ProducerState {
    /// Ends what is open.
    ///
    /// - Returns: where that began.
    fileprivate mutating func end(
        with marker: TransactionMarker, epoch: ProducerEpoch, now: Timestamp
    ) -> Offset? {
        enter(epoch)
        coordinatorEpoch = max(coordinatorEpoch, marker.coordinatorEpoch)
        lastWrite = now
        defer { transactionStart = nil }
        return transactionStart
    }
}
