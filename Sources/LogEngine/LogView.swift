package import KafkaProtocol
import Syscalls

/// A log as it was at one moment, to be read without its lock.
///
/// It is cheap to take and to be given up soon: while it lives, the log cuts no file that it sees.
package struct LogView: Sendable {
    /// The first offset that can be read.
    package let startOffset: Offset
    /// The offset after the last record.
    package let endOffset: Offset
    let closed: [ClosedSegment]
    let active: ActiveSegment?
    let lease: ReaderLease

    /// The segment that holds `offset`, or the first after it.
    private func segment(holding offset: Offset) -> SegmentReader? {
        if let active, offset >= active.baseOffset { return SegmentReader(active) }
        let index = firstClosed(holding: offset)
        return index < closed.count
            ? SegmentReader(closed[index]) : active.map { SegmentReader($0) }
    }

    /// Where the closed segment stands that holds `offset`, or the first after it.
    func firstClosed(holding offset: Offset) -> Int {
        var low = 0
        var high = closed.count
        while low < high {
            let middle = (low + high) / 2
            if closed[middle].endOffset <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Finds whole batches, beginning with the one that holds `offset`, as they lie in one file.
    ///
    /// The first batch may begin below `offset`: the client skips those records (F-3).
    ///
    /// - Parameters:
    ///   - offset: where the reader is.
    ///   - end: only batches that end at or before it are given: the high watermark, or the last
    ///     stable offset, or the log's end.
    ///   - maxBytes: how many bytes are given at most.
    ///   - wholeFirstBatch: whether the first batch is given though it is larger than `maxBytes`
    ///     (F-1).
    /// - Returns: nil where no batch may be given now.
    /// - Throws: ``LogError/outOfRange(_:available:)`` for an offset below the start or beyond the
    ///   end; at the end there is nothing, but it is no error (F-6).
    package func read(
        from offset: Offset, upTo end: Offset, maxBytes: Int, wholeFirstBatch: Bool
    ) throws(LogError) -> FileSlice? {
        try slice(
            from: offset, upTo: end, maxBytes: maxBytes, wholeFirstBatch: wholeFirstBatch)?.batches
    }

    /// As ``read(from:upTo:maxBytes:wholeFirstBatch:)``, with an offset behind all that is given.
    package func slice(
        from offset: Offset, upTo end: Offset, maxBytes: Int, wholeFirstBatch: Bool
    ) throws(LogError) -> (batches: FileSlice, end: Offset)? {
        guard offset >= startOffset, offset <= endOffset else {
            throw .outOfRange(offset, available: startOffset..<endOffset)
        }
        guard offset < end, let (segment, header, position) = try batch(at: offset),
            header.nextOffset <= end
        else { return nil }
        guard header.byteCount <= maxBytes || wholeFirstBatch else { return nil }

        let first = position + header.byteCount
        let limit = position + min(maxBytes, segment.size - position)
        let stop =
            first < limit
            ? try segment.boundary(from: first, by: limit, before: end)
            : (position: first, offset: header.nextOffset)
        do throws(Errno) {
            let batches = FileSlice(
                file: try segment.file(), offset: position, count: stop.position - position,
                lease: lease)
            return (batches, stop.offset)
        } catch {
            throw .disk(error)
        }
    }

    /// The first batch that holds `offset` or a later one, in whichever segment.
    func batch(
        at offset: Offset
    ) throws(LogError) -> (segment: SegmentReader, header: RecordBatchHeader, position: Int)? {
        var next = offset
        while next < endOffset, let segment = segment(holding: next) {
            if let (header, position) = try segment.batch(at: next) {
                return (segment, header, position)
            }
            // A compacted segment may have lost its last records.
            guard segment.endOffset > next else { break }
            next = segment.endOffset
        }
        return nil
    }

    /// All segments that reach beyond `offset`, in order.
    func segments(after offset: Offset) -> [SegmentReader] {
        closed.filter { $0.endOffset > offset }.map { SegmentReader($0) }
            + [active].compactMap { $0 }.filter { $0.endOffset > offset }
            .map { SegmentReader($0) }
    }
}
