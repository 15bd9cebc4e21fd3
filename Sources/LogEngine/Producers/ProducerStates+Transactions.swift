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
    package func admit(
        _ marker: TransactionMarker, _ header: RecordBatchHeader
    ) throws(ProducerStateError) {
        guard let state = producers[header.producerID] else { return }
        guard header.producerEpoch >= state.epoch else {
            throw .staleEpoch(header.producerID, current: state.epoch, found: header.producerEpoch)
        }
        guard marker.coordinatorEpoch >= state.coordinatorEpoch else {
            throw .staleCoordinator(
                current: state.coordinatorEpoch, found: marker.coordinatorEpoch)
        }
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
        guard let start else { return nil }

        open.removeAll { $0.producerID == header.producerID }
        ended.append(EndedTransaction(firstOffset: start, markerOffset: offset))
        guard !marker.isCommit else { return nil }
        return AbortedTransaction(
            producerID: header.producerID, firstOffset: start, lastOffset: offset,
            lastStableOffset: open.first?.firstOffset ?? offset.advanced(by: 1))
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
        coordinatorEpoch = marker.coordinatorEpoch
        lastWrite = now
        defer { transactionStart = nil }
        return transactionStart
    }
}
