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
        for segment in closed[firstClosed(holding: offset)...]
        where segment.transactions.mayHaveRows {
            let rows = try rows(of: segment)
            do throws(Errno) {
                let isAll = try rows.forEach(notBefore: { $0.lastOffset < offset }) { row in
                    found.take(row, upTo: end)
                }
                if !isAll { return found }
            } catch {
                throw .disk(error)
            }
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
    ) throws(LogError) -> StoredIndex<AbortedTransaction> {
        do throws(Errno) { return try checkedRows(of: segment) } catch { throw .disk(error) }
    }

    func checkedRows(
        of segment: ClosedSegment
    ) throws(Errno) -> StoredIndex<AbortedTransaction> {
        let index = segment.transactions
        if let rows = try index.load(of: segment), try areTrue(rows, of: index) { return rows }
        // As with the other indexes, what is in the file stays as bad as it is.
        let rows = try tell(segment)
        index.keep(rows)
        return StoredIndex(rows)
    }

    private func areTrue(
        _ rows: StoredIndex<AbortedTransaction>, of index: TransactionIndex
    ) throws(Errno) -> Bool {
        guard !index.areTrue else { return true }
        let step = max(1, rows.count / Self.probes)
        var position = 0
        let areTrue = try rows.forEach(notBefore: { _ in false }) { row in
            defer { position += 1 }
            return position % step != 0 || isTrue(row)
        }
        if areTrue { index.noteTrue() }
        return areTrue
    }

    /// From which offset on the active segment's rows are not what the batches tell.
    ///
    /// Of many rows, some are asked.
    func firstUntrue() -> Offset? {
        guard let active else { return nil }
        let rows = active.aborted
        let step = max(1, rows.count / Self.probes)
        for index in stride(from: 0, to: rows.count, by: step) where !isTrue(rows[index]) {
            return index == 0 ? active.baseOffset : rows[index - step].lastOffset.advanced(by: 1)
        }
        return nil
    }

    private static var probes: Int { 64 }

    /// Whether the batches are what a row says of them: its marker, and the first one of the
    /// transaction, unless that was deleted or compacted away.
    ///
    /// Where a batch cannot be read, who reads it is told.
    private func isTrue(_ row: AbortedTransaction) -> Bool {
        do throws(LogError) {
            guard let (segment, marker, position) = try batch(at: row.lastOffset),
                marker.lastOffset == row.lastOffset, marker.producerID == row.producerID,
                try isAbort(marker, at: position, in: segment),
                let (_, first, _) = try batch(at: row.firstOffset)
            else { return false }
            let isFirst =
                first.isTransactional && !first.isControl && first.producerID == row.producerID
            return first.baseOffset > row.firstOffset
                || first.baseOffset == row.firstOffset && isFirst
        } catch {
            return true
        }
    }

    private func isAbort(
        _ header: RecordBatchHeader, at position: Int, in segment: SegmentReader
    ) throws(LogError) -> Bool {
        do throws(Errno) {
            let marker = try TransactionMarker.read(header, at: position, in: segment.file())
            return marker?.isCommit == false
        } catch {
            throw .disk(error)
        }
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
