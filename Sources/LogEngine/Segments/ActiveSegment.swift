import KafkaProtocol
import Syscalls

/// The segment that is being appended to.
///
/// A copy of it is what a reader sees.
struct ActiveSegment: Sendable {
    let baseOffset: Offset
    let file: SegmentFile
    /// The offset after the last record.
    var endOffset: Offset
    /// Bytes of batches: in the file, or held at its end (``PartitionLog/writeHeld()``).
    var size = 0
    var offsetIndex = GrowingList<OffsetIndexEntry>()
    var timeIndex = GrowingList<TimeIndexEntry>()
    /// The transactions whose markers it holds, and which were aborted.
    var aborted = GrowingList<AbortedTransaction>()
    /// From which offset on ``aborted`` does not tell all, since its file is bad.
    var abortedAreUnknownFrom: Offset?

    /// The largest timestamp; -1 where there is none.
    var largestTimestamp: Int64 = -1
    /// The last offset of the first batch that has it.
    var offsetOfLargestTimestamp: Offset
    /// The time from which `segment.ms` counts: the first record's, or the clock's when that was
    /// earlier.
    var rollBase: Int64?

    private var bytesSinceIndexed = 0
    /// Up to where room was asked for on the disk, or is not asked for again.
    var reservedTo = 0
    /// Up to where the disk has promised room, or zeros lie; 0 where neither is so.
    var roomTo = 0
    /// Up to where the file may have zeros behind the last batch.
    var aheadTo = 0
    /// The size at the last sync.
    var syncedTo = 0
    /// How far the kernel was asked to begin writing.
    var writtenBackTo = 0
    /// How many rows of each index are in its file.
    var storedOffsetRows = 0
    var storedTimeRows = 0
    var storedAbortedRows = 0

    init(baseOffset: Offset, file: SegmentFile) {
        self.baseOffset = baseOffset
        self.file = file
        endOffset = baseOffset
        offsetOfLargestTimestamp = baseOffset
    }

    var isEmpty: Bool { size == 0 }

    func relative(_ offset: Offset) -> Int32 {
        Int32(baseOffset.distance(to: offset))
    }

    /// Whether an offset of this segment can be told in an index.
    func canHold(_ offset: Offset) -> Bool {
        baseOffset.distance(to: offset) <= Int(Int32.max)
    }

    /// Notes a batch that lies at the end now.
    mutating func note(
        byteCount: Int, lastOffset: Offset, maxTimestamp: Int64, indexInterval: Int
    ) {
        if maxTimestamp > largestTimestamp {
            largestTimestamp = maxTimestamp
            offsetOfLargestTimestamp = lastOffset
        }
        if bytesSinceIndexed > indexInterval {
            offsetIndex.append(
                OffsetIndexEntry(relativeOffset: relative(lastOffset), position: Int32(size)))
            indexTime()
            bytesSinceIndexed = 0
        }
        bytesSinceIndexed += byteCount
        size += byteCount
        endOffset = lastOffset.advanced(by: 1)
    }

    /// Notes that the file was cut behind the last batch: what room there was is given back.
    mutating func forgetRoom() {
        reservedTo = 0
        roomTo = 0
        aheadTo = 0
    }

    /// The segment as it was when it ended at this size and offset.
    ///
    /// The indexes may have rows for what came after; those who ask for what lies before the end never
    /// come to them.
    func prefix(size: Int, endOffset: Offset) -> ActiveSegment {
        var prefix = self
        prefix.size = size
        prefix.endOffset = endOffset
        return prefix
    }

    /// Whether the file does not hold what is known of aborted transactions.
    var hasUnstoredAborted: Bool {
        storedAbortedRows < aborted.count || abortedAreUnknownFrom != nil
    }

    /// Forgets the transactions whose markers do not lie here.
    ///
    /// A row whose marker would lie beyond the end is bad, and what it was is to be told by the batches.
    mutating func cutAborted() {
        let end = endOffset
        let kept = aborted.prefix { $0.lastOffset < end }
        guard kept.count < aborted.count else { return }
        aborted = GrowingList(kept)
        storedAbortedRows = 0
        abortedAreUnknownFrom = kept.last?.lastOffset.advanced(by: 1) ?? baseOffset
    }

    /// Adds the largest timestamp to the time index, unless it is there.
    mutating func indexTime() {
        let entry = TimeIndexEntry(
            timestamp: largestTimestamp, relativeOffset: relative(offsetOfLargestTimestamp))
        guard largestTimestamp >= 0, timeIndex.last.map({ entry.follows($0) }) ?? true else {
            return
        }
        timeIndex.append(entry)
    }

    /// Whether one of the indexes has no room for another row.
    func isIndexFull(limit bytes: Int) -> Bool {
        offsetIndex.count >= bytes / OffsetIndexEntry.byteCount
            || timeIndex.count >= bytes / TimeIndexEntry.byteCount - 1
    }
}
