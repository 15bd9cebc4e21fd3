import KafkaProtocol
import Syscalls

extension ActiveSegment {
    /// A segment that lies on the disk, as far as its index rows below `point` tell: the last batch
    /// that has such a row, and all behind it, are to be noted anew from ``size`` on.
    ///
    /// Rows are taken where the last of each index names a batch that lies there, and none that has a
    /// row behind has a larger time; otherwise none is, and all of the segment, of `size` bytes, is
    /// to be noted anew. A row before the last is looked at when it leads somebody
    /// (``SegmentReader``). Of the transactions that were aborted, those are taken that ended below
    /// `transactionPoint`.
    init(
        resuming baseOffset: Offset, file: SegmentFile, size: Int, below point: Offset,
        transactionsBelow transactionPoint: Offset? = nil, directory: String, on disk: any Disk
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
        let log = IndexedLog(file: try file.opened(), size: size, baseOffset: baseOffset)
        if offsets.areAllSound, times.areAllSound, let last = kept.last,
            let start = try log.batch(of: last)
        {
            let told = times.rows.prefix { $0.relativeOffset <= last.relativeOffset }
            let rows = Array(kept)
            let near = told.last.flatMap { row in
                rows.lastBefore { $0.relativeOffset <= row.relativeOffset }
            }
            let isLargest = try log.holds(
                largest: told.last, near: near, upTo: Int(last.position)
            ) { (position) throws(Errno) in rows.lastBefore { Int($0.position) <= position } }
            if isLargest {
                self.size = Int(last.position)
                endOffset = start.baseOffset
                offsetIndex = GrowingList(rows)
                timeIndex = GrowingList(Array(told))
            }
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
        try resumeTransactions(
            below: transactionPoint ?? point, directory, disk, isAlone: offsets.isAbsent)
    }

    /// Takes the rows of the `.txnindex` that end below `point`.
    ///
    /// Where one is bad, what follows the sound ones is to be told anew by the batches, and the file
    /// stays as it is until then: short of rows, it would be taken for a whole one. One that says that
    /// it ends further on may be bad too. That there is none says something only where the other
    /// indexes are there (`isAlone` is false).
    private mutating func resumeTransactions(
        below point: Offset, _ directory: String, _ disk: any Disk, isAlone: Bool
    ) throws(Errno) {
        let rows = try StoredRows<AbortedTransaction>(
            "\(directory)/\(SegmentName.name(of: baseOffset, .transactionIndex))", on: disk)
        let base = baseOffset
        let sound = rows.rows.prefix { $0.lastOffset >= base }
        aborted = GrowingList(Array(sound.prefix { $0.lastOffset < point }))
        let isWhole = rows.areAllSound && sound.count == rows.rows.count
        let isLost = rows.isAbsent ? isAlone && point > baseOffset : rows.rows.isEmpty
        guard isWhole, !isLost, aborted.count == sound.count else {
            abortedAreUnknownFrom = aborted.last?.lastOffset.advanced(by: 1) ?? baseOffset
            return
        }
        storedAbortedRows = aborted.count
    }

    /// The first row of the `.txnindex` that was not taken; nil where it is bad, or there is none.
    func firstRowLeft(
        in directory: String, on disk: any Disk
    ) throws(Errno) -> AbortedTransaction? {
        try StoredRows<AbortedTransaction>(
            "\(directory)/\(SegmentName.name(of: baseOffset, .transactionIndex))", on: disk
        ).rows.dropFirst(aborted.count).first
    }
}

/// The rows of an index file up to the first that cannot be right.
private struct StoredRows<Entry: IndexEntry> {
    let rows: [Entry]
    /// Whether those are all rows of the file.
    let areAllSound: Bool
    private let file: (any DiskFile)?

    var isAbsent: Bool { file == nil }

    init(_ path: String, on disk: any Disk) throws(Errno) {
        do throws(Errno) {
            let opened = try disk.open(path, .write)
            let bytes = try opened.bytes()
            rows = Self.soundRows(of: bytes)
            areAllSound = rows.count * Entry.byteCount == bytes.count
            file = opened
        } catch .noSuchFile {
            rows = []
            areAllSound = true
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
