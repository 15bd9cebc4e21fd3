import KafkaProtocol
import Syscalls

/// A segment's batches, asked whether what an index says of them is so (ST7).
///
/// An index has no checksum, and can be made again from the batches. So what is read of it is held
/// against them, with few reads: the numbers that a damaged row brings may all be possible.
struct IndexedLog {
    let file: any DiskFile
    let size: Int
    let baseOffset: Offset

    /// So many bytes are looked through behind the batch of a time index's last row; of more, so many
    /// places.
    private static let lookedThrough = 1 << 18
    private static let probes = 64

    /// The batch to which a row leads, if it is the one that the row names.
    func batch(of row: OffsetIndexEntry) throws(Errno) -> RecordBatchHeader? {
        guard Int(row.position) < size else { return nil }
        var scan = HeaderScan(
            file, from: Int(row.position), to: size, chunk: RecordBatchHeader.byteCount)
        guard let header = try scan.peek(),
            header.lastOffset == baseOffset.advanced(by: row.relativeOffset)
        else { return nil }
        return header
    }

    /// Whether `row` is the last that a time index must have: the batch that it names has its time,
    /// and none behind it, up to the batch at `limit`, has a larger one.
    ///
    /// Times that grow have the largest at the end, so that little lies behind it. Of a log in which
    /// much does, the nearest is looked through, and many places further on. `near` is a row of the
    /// offset index that leads to the batch or before it; `before` gives the last row that does not
    /// lead behind a position.
    func holds(
        largest row: TimeIndexEntry?, near: OffsetIndexEntry?, upTo limit: Int,
        row before: (Int) throws(Errno) -> OffsetIndexEntry?
    ) throws(Errno) -> Bool {
        let start = Int(near?.position ?? 0)
        let end = min(limit, start + Self.lookedThrough)
        guard try isTrue(row, from: start, upTo: end) else { return false }
        guard end < limit else { return true }
        let step = max(1, (limit - end) / Self.probes)
        for position in stride(from: end, to: limit, by: step) {
            guard let probe = try before(position) else { continue }
            guard let header = try batch(of: probe), header.maxTimestamp <= row?.timestamp ?? -1
            else { return false }
        }
        return true
    }

    /// Whether the batch that a row of the time index names has the time that it says, and those
    /// behind it that begin at `end` or before have none that is larger.
    private func isTrue(
        _ row: TimeIndexEntry?, from start: Int, upTo end: Int
    ) throws(Errno) -> Bool {
        var scan = HeaderScan(file, from: start, to: size)
        var isNamed = row == nil
        while scan.position <= end || !isNamed, let (header, _) = try scan.next() {
            if let row, !isNamed {
                guard baseOffset.distance(to: header.lastOffset) >= Int(row.relativeOffset) else {
                    continue
                }
                guard header.isNamed(by: row, from: baseOffset) else { return false }
                isNamed = true
            }
            guard header.maxTimestamp <= row?.timestamp ?? -1 else { return false }
        }
        return isNamed
    }

    /// Whether no batch from the one that `row` leads to on has a larger time than `timestamp`.
    func holds(largest timestamp: Int64, from row: OffsetIndexEntry?) throws(Errno) -> Bool {
        if let row, try batch(of: row) == nil { return false }
        var scan = HeaderScan(file, from: Int(row?.position ?? 0), to: size)
        while let (header, _) = try scan.next() {
            guard header.maxTimestamp <= timestamp else { return false }
        }
        return scan.position == size
    }
}
