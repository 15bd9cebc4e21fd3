import KafkaProtocol
import Syscalls

/// Where a closed segment's batches end, found with few reads.
struct SegmentTail {
    /// The offset after the last record.
    let end: Offset
    /// Where in the file the last batch ends; what lies behind is no batch.
    let size: Int

    /// Looks from the last row of the offset index on; where that leads astray, from the beginning.
    init(
        of file: any DiskFile, size: Int, from baseOffset: Offset, indexedBy indexPath: String,
        on disk: any Disk
    ) throws(Errno) {
        let row = try Self.lastRow(of: indexPath, on: disk)
        if let row, row.isPossible, Int(row.position) < size {
            let expected = baseOffset.advanced(by: row.relativeOffset)
            let found = try Self.scan(
                file, from: Int(row.position), to: size, firstEndingAt: expected)
            if let found {
                (end, self.size) = found
                return
            }
        }
        (end, self.size) =
            try Self.scan(file, from: 0, to: size, firstEndingAt: nil) ?? (baseOffset, 0)
    }

    private static func lastRow(
        of path: String, on disk: any Disk
    ) throws(Errno) -> OffsetIndexEntry? {
        do throws(Errno) {
            let file = try disk.open(path, .read)
            let count = try file.size() / OffsetIndexEntry.byteCount
            guard count > 0 else { return nil }
            let start = (count - 1) * OffsetIndexEntry.byteCount
            let bytes = try file.bytes(in: start..<start + OffsetIndexEntry.byteCount)
            guard bytes.count == OffsetIndexEntry.byteCount else { return nil }
            return OffsetIndexEntry(unsafe bytes.span.bytes, at: 0)
        } catch .noSuchFile {
            return nil
        }
    }

    /// What lies behind the last batch; nil where the first is not the one expected.
    private static func scan(
        _ file: any DiskFile, from position: Int, to limit: Int, firstEndingAt expected: Offset?
    ) throws(Errno) -> (end: Offset, size: Int)? {
        var scan = HeaderScan(file, from: position, to: limit)
        var end: Offset?
        while let (header, _) = try scan.next() {
            if end == nil, let expected, header.lastOffset != expected { return nil }
            end = header.nextOffset
        }
        return end.map { ($0, scan.position) }
    }
}
