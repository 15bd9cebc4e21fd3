import KafkaProtocol
import Syscalls

/// A row of a `.txnindex` that a start does not believe before the batches have told it.
struct DoubtedRow {
    let row: AbortedTransaction
    /// From which offset on the batches are to tell the rows, where this one is bad.
    let unknownFrom: Offset
}

/// Opening and truncation: what the indexes of aborted transactions do not tell, the batches do.
extension PartitionLog {
    /// From here on the indexes of aborted transactions may not tell all.
    func noteUnknown(from offset: Offset?) {
        guard let offset else { return }
        abortedAreUnknownFrom = min(abortedAreUnknownFrom ?? offset, offset)
    }

    /// Notes from where on the rows that were taken for a segment do not tell all.
    ///
    /// A process that is killed leaves rows above the recovery point, which the batches from there on
    /// tell too. The first of them is doubted: it may be one from below that is bad.
    func noteUnknown(rowsOf segment: ActiveSegment, _ plan: RecoveryPlan) throws(Errno) {
        guard let unknown = segment.abortedAreUnknownFrom else { return }
        guard let row = try segment.firstRowLeft(in: directory, on: disk),
            row.lastOffset >= plan.recoveryPoint
        else { return noteUnknown(from: unknown) }
        doubtedRows.append(DoubtedRow(row: row, unknownFrom: unknown))
        noteUnknown(from: plan.recoveryPoint)
    }

    /// What the batches have told, or if a row is bad that was doubted, what they tell from where on
    /// the rows are unknown then.
    func settled(_ told: [AbortedTransaction]) throws(Errno) -> [AbortedTransaction] {
        let bad = doubtedRows.filter { !isConfirmed($0.row, by: told) }
        doubtedRows.removeAll()
        guard let unknown = bad.map(\.unknownFrom).min(), unknown < abortedAreUnknownFrom ?? unknown
        else { return told }
        abortedAreUnknownFrom = unknown
        producers.end = endOffset
        return try abortedBeforeSnapshot().filter { $0.lastOffset >= unknown }
    }

    /// Whether the batches tell this row, but for a beginning that was deleted, or its marker was lost
    /// behind the end: then the transaction is open there, or lost as a whole.
    private func isConfirmed(_ row: AbortedTransaction, by told: [AbortedTransaction]) -> Bool {
        guard row.lastOffset >= endOffset else {
            return told.contains {
                $0.lastOffset == row.lastOffset && $0.producerID == row.producerID
                    && ($0.firstOffset == row.firstOffset || row.firstOffset < firstOffsetOnDisk)
            }
        }
        return row.firstOffset >= endOffset
            || producers.producers[row.producerID]?.transactionStart == row.firstOffset
    }

    /// What the snapshot has taken in already, and the indexes of aborted transactions may not hold:
    /// it is told from an older snapshot on.
    func abortedBeforeSnapshot() throws(Errno) -> [AbortedTransaction] {
        guard let unknown = abortedAreUnknownFrom, unknown < producers.end else { return [] }
        var older = try ProducerSnapshots(in: directory, on: disk).newest(upTo: unknown)
        if let end = older?.end, end < closed.first?.baseOffset ?? .zero { older = nil }
        var scan = TransactionScan(from: older ?? ProducerStates())
        for segment in view().segments(after: scan.states.end) {
            try scan.read(
                try segment.file(), from: try segment.position(from: scan.states.end),
                size: segment.size, before: producers.end)
        }
        return scan.aborted
    }

    /// Puts what the batches have told of aborted transactions in the segments' indexes, in the place
    /// of what these held from there on.
    ///
    /// Below the recovery point, where the next start looks through nothing, it is durable on return.
    func takeAborted(_ told: [AbortedTransaction], _ plan: RecoveryPlan) throws(Errno) {
        guard let unknown = abortedAreUnknownFrom else { return }
        abortedAreUnknownFrom = nil
        let isDurable = unknown < plan.recoveryPoint
        if isDurable { wasPutRight = true }
        for segment in closed where segment.endOffset > unknown {
            let hasOtherRows = segment.transactions.hasOtherRows
            let stored = try segment.transactions.load(of: segment)?.all()
            let known = try view().checkedRows(of: segment).all()
            let rows =
                known.filter { $0.lastOffset < unknown }
                + told.filter { segment.baseOffset..<segment.endOffset ~= $0.lastOffset }
            if hasOtherRows || rows != stored {
                try segment.store(rows, durably: isDurable, on: disk)
            }
        }
        guard var segment = active, segment.endOffset > unknown else { return }
        segment.aborted = GrowingList(
            segment.aborted.prefix { $0.lastOffset < unknown }
                + told.filter { $0.lastOffset >= segment.baseOffset })
        segment.storedAbortedRows = min(segment.storedAbortedRows, segment.aborted.count)
        if isDurable {
            try segment.aborted.prefix { _ in true }.replace(
                path(segment.baseOffset, .transactionIndex), on: disk)
            segment.storedAbortedRows = segment.aborted.count
            segment.abortedAreUnknownFrom = nil
        }
        active = segment
    }
}
