import KafkaProtocol
import Syscalls

extension ActiveSegment {
    /// A segment that lies on the disk, as far as its index rows below `point` tell: the last batch
    /// that has such a row, and all behind it, are to be noted anew from ``size`` on.
    ///
    /// Rows that are bad, or lead to no such batch, are not taken; then that is the whole segment,
    /// of `size` bytes.
    init(
        resuming baseOffset: Offset, file: SegmentFile, size: Int, below point: Offset,
        directory: String, on disk: any Disk
    ) throws(Errno) {
        self.init(baseOffset: baseOffset, file: file)
        let offsetPath = "\(directory)/\(SegmentName.name(of: baseOffset, .offsetIndex))"
        let timePath = "\(directory)/\(SegmentName.name(of: baseOffset, .timeIndex))"
        let offsets = try StoredRows<OffsetIndexEntry>(offsetPath, on: disk)
        let times = try StoredRows<TimeIndexEntry>(timePath, on: disk)
        let relativePoint = Int64(baseOffset.distance(to: point))
        let kept = offsets.rows.prefix {
            Int64($0.relativeOffset) < relativePoint && Int($0.position) < size
        }
        if let last = kept.last, let start = try batch(of: last, in: file, size: size) {
            self.size = Int(last.position)
            endOffset = start.baseOffset
            offsetIndex = GrowingList(Array(kept))
            timeIndex = GrowingList(
                Array(times.rows.prefix { $0.relativeOffset <= last.relativeOffset }))
        }
        if let last = timeIndex.last {
            largestTimestamp = last.timestamp
            offsetOfLargestTimestamp = baseOffset.advanced(by: last.relativeOffset)
        }
        storedOffsetRows = offsetIndex.count
        storedTimeRows = timeIndex.count
        // Rows that are not taken must not come back; where the disk refuses they are overwritten.
        try? offsets.cut(to: storedOffsetRows)
        try? times.cut(to: storedTimeRows)
    }

    /// The batch to which a row leads, if it is the one that the row speaks of.
    private func batch(
        of row: OffsetIndexEntry, in file: SegmentFile, size: Int
    ) throws(Errno) -> RecordBatchHeader? {
        var scan = HeaderScan(
            try file.opened(), from: Int(row.position), to: size,
            chunk: RecordBatchHeader.byteCount)
        guard let header = try scan.next()?.header,
            header.lastOffset == baseOffset.advanced(by: row.relativeOffset)
        else { return nil }
        return header
    }
}

/// The rows of an index file up to the first that cannot be right.
private struct StoredRows<Entry: IndexEntry> {
    let rows: [Entry]
    private let file: (any DiskFile)?

    init(_ path: String, on disk: any Disk) throws(Errno) {
        do throws(Errno) {
            let opened = try disk.open(path, .write)
            rows = Self.soundRows(of: try opened.bytes())
            file = opened
        } catch .noSuchFile {
            rows = []
            file = nil
        }
    }

    private static func soundRows(of bytes: [UInt8]) -> [Entry] {
        let span = unsafe bytes.span.bytes
        var rows: [Entry] = []
        for index in 0..<bytes.count / Entry.byteCount {
            let row = Entry(span, at: index * Entry.byteCount)
            guard row.isPossible, rows.last.map({ row.follows($0) }) ?? true else { break }
            rows.append(row)
        }
        return rows
    }

    func cut(to count: Int) throws(Errno) {
        guard let file, try file.size() != count * Entry.byteCount else { return }
        try file.truncate(to: count * Entry.byteCount)
    }
}
