package import KafkaProtocol
import Syscalls

extension LogView {
    /// The transactions that were aborted and may have records at or after `offset` and before
    /// `end`, in order of their markers (F-7).
    ///
    /// `end` lies at or below the last stable offset: what begins before it is decided.
    package func aborted(
        from offset: Offset, upTo end: Offset
    ) throws(LogError) -> [AbortedTransaction] {
        var found: [AbortedTransaction] = []
        do throws(Errno) {
            for segment in closed[firstClosed(holding: offset)...]
            where segment.transactions.mayHaveRows {
                let rows = try rows(of: segment)
                let isAll = try rows.forEach(notBefore: { $0.lastOffset < offset }) { row in
                    found.take(row, upTo: end)
                }
                if !isAll { return found }
            }
        } catch {
            throw .disk(error)
        }
        guard let active else { return found }
        let rows = active.aborted
        var index = rows.count(where: { $0.lastOffset < offset })
        while index < rows.count, found.take(rows[index], upTo: end) { index += 1 }
        return found
    }

    /// The rows of a segment's index; where it is bad, as the batches tell them.
    func rows(
        of segment: ClosedSegment
    ) throws(Errno) -> StoredIndex<AbortedTransaction> {
        if let rows = try segment.transactions.load(of: segment) { return rows }
        // As with the other indexes, what is in the file stays as bad as it is.
        let rows = try tell(segment)
        segment.transactions.keep(rows)
        return StoredIndex(rows)
    }

    /// What the batches tell of the transactions that were aborted in a segment.
    private func tell(_ segment: ClosedSegment) throws(Errno) -> [AbortedTransaction] {
        var scan = TransactionScan()
        for earlier in closed where earlier.baseOffset <= segment.baseOffset {
            try scan.read(try earlier.file.opened(.read), size: earlier.size)
        }
        return scan.aborted.filter { $0.lastOffset >= segment.baseOffset }
    }
}

extension [AbortedTransaction] {
    /// Takes a row that reaches into the range, whose beginning is behind us.
    ///
    /// - Returns: whether one behind it may reach into it too.
    fileprivate mutating func take(_ row: AbortedTransaction, upTo end: Offset) -> Bool {
        if row.firstOffset < end { append(row) }
        return row.lastStableOffset < end
    }
}
