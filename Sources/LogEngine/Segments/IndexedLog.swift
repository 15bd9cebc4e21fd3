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

    /// How many rows are looked at where only a part of them can be.
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
    /// and of those that `rows` lead to none behind it has a larger one.
    ///
    /// Of many rows some are asked, the last among them.
    func holds(
        largest row: TimeIndexEntry?, indexedBy rows: ArraySlice<OffsetIndexEntry>
    ) throws(Errno) -> Bool {
        let split =
            rows.startIndex
            + rows.count { row.map { $0.relativeOffset } ?? -1 >= $0.relativeOffset }
        if let row, try !isTrue(row, near: rows[..<split].last) { return false }
        let behind = rows[split...]
        let step = max(1, behind.count / Self.probes)
        for probe in behind.reversed().enumerated() where probe.offset % step == 0 {
            guard let header = try batch(of: probe.element),
                header.maxTimestamp <= row?.timestamp ?? -1
            else { return false }
        }
        return true
    }

    /// Whether the batch that a row of the time index names has the time that it says.
    ///
    /// `near` is a row of the offset index that leads to it or before it.
    func isTrue(_ row: TimeIndexEntry, near: OffsetIndexEntry?) throws(Errno) -> Bool {
        var scan = HeaderScan(file, from: Int(near?.position ?? 0), to: size)
        while let (header, _) = try scan.next() {
            guard baseOffset.distance(to: header.lastOffset) >= Int(row.relativeOffset) else {
                continue
            }
            return header.isNamed(by: row, from: baseOffset)
        }
        return false
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
