internal import Configuration
internal import KafkaProtocol
internal import LogEngine

/// Markers and the index of aborted transactions (A-26, F-7, KIP-534).
extension CompactionWorld {
    /// Notes which markers a round finds with nothing left of their transactions: they may go when
    /// `delete.retention.ms` have passed, in a later round.
    func noteSpentMarkers() throws {
        let found = try readAll()
        for (marker, isSpent) in spent(in: found) where isSpent {
            horizons[marker] = horizons[marker] ?? now + configuration.deleteRetentionMs
        }
    }

    /// The markers that were written, and whether no batch of their transactions is left.
    private func spent(in found: [Found]) -> [(marker: Int64, isSpent: Bool)] {
        let left = Set(
            found.filter { !$0.header.isControl }.map(\.header.lastOffset.rawValue))
        let ends = Dictionary(batches.map { ($0.first, $0.end) }, uniquingKeysWith: { $1 })
        return transactions().compactMap { transaction in
            guard let marker = transaction.marker else { return nil }
            let isSpent = !transaction.batches.contains { left.contains((ends[$0] ?? 0) - 1) }
            return (marker, isSpent)
        }
    }

    /// No marker goes before its transaction and its time, and the index tells what the log does.
    func checkMarkers(_ found: [Found]) throws {
        let markers = Dictionary(
            found.filter(\.header.isControl).map { ($0.header.lastOffset.rawValue, $0) },
            uniquingKeysWith: { $1 })
        for (marker, isSpent) in spent(in: found) where marker < end {
            guard markers[marker]?.header.recordCount ?? 0 == 0 else { continue }
            try hold(
                "A-26", isSpent, "the marker at \(marker) is gone before its transaction")
            let horizon = horizons[marker]
            try hold(
                "A-26", horizon.map { $0 <= now } ?? false,
                "the marker at \(marker) went at \(now), it had to stay until "
                    + String(describing: horizon))
            gone.insert(marker)
        }
        try checkRows(markers)
    }

    /// Each row of the index has its marker in the log, and what it leaves out lies in that
    /// transaction.
    private func checkRows(_ markers: [Int64: Found]) throws {
        let rows = try log.view().aborted(from: .zero, upTo: Offset(rawValue: .max))
        let aborted = transactions().filter { $0.marker != nil && $0.isAborted }
        for row in rows {
            let transaction = aborted.first { $0.marker == row.lastOffset.rawValue }
            let isTrue =
                transaction?.producer == row.producerID.rawValue
                && transaction?.batches.first ?? .max <= row.firstOffset.rawValue
                && row.firstOffset < row.lastOffset
            try hold("L7", isTrue, "the index tells of \(row), which was not aborted")
            try hold(
                "L7", markers[row.lastOffset.rawValue]?.isAbort == true,
                "the index tells of \(row), whose marker is gone")
        }
    }
}
