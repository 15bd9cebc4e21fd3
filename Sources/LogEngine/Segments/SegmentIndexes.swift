import KafkaProtocol
import Syscalls

/// Both indexes of a closed segment.
struct SegmentIndexes: Sendable {
    var offsets: StoredIndex<OffsetIndexEntry>
    var times: StoredIndex<TimeIndexEntry>

    /// The largest timestamp and the last offset of the first batch that has it.
    ///
    /// The last row of a closed segment's time index tells it.
    var largest: TimeIndexEntry? { times.last }

    /// Takes over the indexes of a segment that is closed now, whose rows are all in the files.
    init(of segment: ActiveSegment, files: (offsets: SegmentFile, times: SegmentFile)) {
        offsets = StoredIndex(segment.offsetIndex, in: files.offsets)
        times = StoredIndex(segment.timeIndex, in: files.times)
    }

    /// Reads both files and checks them; nil where one is absent or bad (ST7).
    init?(
        reading files: (offsets: SegmentFile, times: SegmentFile), of segment: ClosedSegment
    ) throws(Errno) {
        let lastRelative = segment.baseOffset.distance(to: segment.endOffset) - 1
        let size = segment.size
        do {
            let offsets = try StoredIndex<OffsetIndexEntry>(reading: files.offsets) {
                $0.isPossible && Int($0.relativeOffset) <= lastRelative && Int($0.position) < size
            }
            let times = try StoredIndex<TimeIndexEntry>(reading: files.times) {
                $0.isPossible && Int($0.relativeOffset) <= lastRelative
            }
            // A segment with batches has a last row in its time index, unless they have no time.
            guard let offsets, let times, times.count > 0 || size == 0 else { return nil }
            self.offsets = offsets
            self.times = times
            guard try areTrue(of: segment) else { return nil }
        } catch .noSuchFile {
            return nil
        }
    }

    /// Whether the last row of the time index names the largest time of the segment.
    ///
    /// Retention goes by it: a row of zeros, or one too few, would let a segment go that is young.
    private func areTrue(of segment: ClosedSegment) throws(Errno) -> Bool {
        let log = IndexedLog(
            file: try segment.file.opened(.read), size: segment.size,
            baseOffset: segment.baseOffset)
        guard let row = times.last else { return true }
        let near = try offsets.last { $0.relativeOffset <= row.relativeOffset }
        let last = Int(offsets.last?.position ?? 0)
        let isLargest = try log.holds(largest: row, near: near, upTo: last) {
            (position) throws(Errno) in try offsets.last { Int($0.position) <= position }
        }
        guard isLargest else { return false }
        return try log.holds(largest: row.timestamp, from: offsets.last)
    }

    /// Finds the rows anew from the log, and keeps them in memory.
    ///
    /// What is in the files stays as bad as it is, and is found out again after a restart. At a batch
    /// that cannot lie there the rows end: its header is damaged.
    init(rebuilding segment: ClosedSegment, indexInterval: Int) throws(Errno) {
        var active = ActiveSegment(baseOffset: segment.baseOffset, file: segment.file)
        var scan = HeaderScan(
            try segment.file.opened(.read), from: 0, to: segment.size, chunk: 1 << 16)
        while let (header, _) = try scan.next(), header.baseOffset >= active.endOffset,
            header.nextOffset <= segment.endOffset, active.canHold(header.lastOffset)
        {
            active.note(
                byteCount: header.byteCount, lastOffset: header.lastOffset,
                maxTimestamp: header.maxTimestamp, indexInterval: indexInterval)
        }
        active.indexTime()
        offsets = StoredIndex((0..<active.offsetIndex.count).map { active.offsetIndex[$0] })
        times = StoredIndex((0..<active.timeIndex.count).map { active.timeIndex[$0] })
    }
}
