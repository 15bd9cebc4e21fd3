import KafkaProtocol
import Syscalls

/// Where a closed segment's batches end, found with few reads.
struct SegmentTail {
    /// The offset after the last record.
    private(set) var end: Offset
    /// Where in the file the last batch ends; what lies behind is no batch.
    private(set) var size: Int
    /// Where the last batch begins, and with which offset; nil where there is none.
    private var last: (position: Int, offset: Offset)?

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
                (end, self.size, last) = (found.end, found.size, found.last)
                return
            }
        }
        let found = try Self.scan(file, from: 0, to: size, firstEndingAt: nil)
        end = found?.end ?? baseOffset
        self.size = found?.size ?? 0
        last = found?.last
    }

    /// Whether the last batch has the right checksum.
    func lastIsSound(in file: any DiskFile) throws(Errno) -> Bool {
        guard let last else { return true }
        var scan = BatchScan(file, from: last.position, to: size)
        return try scan.next(notBelow: last.offset, isDense: true) != nil
    }

    /// Ends before the last batch.
    mutating func leaveOutLast() {
        guard let last else { return }
        (size, end) = (last.position, last.offset)
        self.last = nil
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
    ) throws(Errno) -> Found? {
        var scan = HeaderScan(file, from: position, to: limit)
        var found: Found?
        while let (header, position) = try scan.next() {
            if found == nil, let expected, header.lastOffset != expected { return nil }
            found = (header.nextOffset, scan.position, (position, header.baseOffset))
        }
        return found
    }

    private typealias Found = (end: Offset, size: Int, last: (position: Int, offset: Offset))
}
