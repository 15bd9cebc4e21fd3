import KafkaProtocol
import Syscalls

/// A segment as one reader sees it: finds batches by offset, position and time.
struct SegmentReader {
    enum Source {
        case active(ActiveSegment)
        case closed(ClosedSegment)
    }

    let source: Source
    let baseOffset: Offset
    let endOffset: Offset
    let size: Int

    init(_ segment: ActiveSegment) {
        source = .active(segment)
        baseOffset = segment.baseOffset
        endOffset = segment.endOffset
        size = segment.size
    }

    init(_ segment: ClosedSegment) {
        source = .closed(segment)
        baseOffset = segment.baseOffset
        endOffset = segment.endOffset
        size = segment.size
    }

    func file() throws(Errno) -> any DiskFile {
        switch source {
        case .active(let segment): try segment.file.opened()
        case .closed(let segment): try segment.file.opened(.read)
        }
    }

    func largestTimestamp() throws(Errno) -> Int64 {
        switch source {
        case .active(let segment): segment.largestTimestamp
        case .closed(let segment): try segment.largestTimestamp()
        }
    }

    /// The last offset of the first batch that has the largest timestamp.
    func offsetOfLargestTimestamp() throws(Errno) -> Offset? {
        switch source {
        case .active(let segment):
            segment.largestTimestamp < 0 ? nil : segment.offsetOfLargestTimestamp
        case .closed(let segment):
            try segment.loadIndexes().largest.map { baseOffset.advanced(by: $0.relativeOffset) }
        }
    }

    // MARK: Rows

    /// The last row of the offset index for which `isEarly` holds.
    private func row(where isEarly: (OffsetIndexEntry) -> Bool) throws(Errno) -> OffsetIndexEntry? {
        switch source {
        case .active(let segment): segment.offsetIndex.last(where: isEarly)
        case .closed(let segment): try segment.loadIndexes().offsets.last(where: isEarly)
        }
    }

    /// An offset before which there is no record with `timestamp` or a larger one.
    func offset(before timestamp: Int64) throws(Errno) -> Offset {
        let row: TimeIndexEntry? =
            switch source {
            case .active(let segment):
                segment.timeIndex.last { $0.timestamp < timestamp }
            case .closed(let segment):
                try segment.loadIndexes().times.last { $0.timestamp < timestamp }
            }
        return row.map { baseOffset.advanced(by: $0.relativeOffset) } ?? baseOffset
    }

    // MARK: Batches

    /// The first batch that holds a record at `offset` or after it.
    func batch(
        at offset: Offset
    ) throws(LogError) -> (header: RecordBatchHeader, position: Int)? {
        try checkingIndex { () throws(LogError) in
            do throws(Errno) {
                let relative = Int64(baseOffset.distance(to: offset))
                let start = try row { Int64($0.relativeOffset) <= relative }
                return try Outcome(scan(for: offset, from: start))
            } catch {
                throw .disk(error)
            }
        }
    }

    private enum Outcome {
        case found((header: RecordBatchHeader, position: Int)?)
        case badIndex

        init(_ found: Outcome) { self = found }
    }

    private func scan(for offset: Offset, from row: OffsetIndexEntry?) throws(Errno) -> Outcome {
        var scan = HeaderScan(try file(), from: row.map { Int($0.position) } ?? 0, to: size)
        var isFirst = true
        while let (header, position) = try scan.next() {
            if isFirst, let row {
                let indexed = baseOffset.advanced(by: row.relativeOffset)
                guard header.lastOffset == indexed else { return .badIndex }
            }
            isFirst = false
            if header.lastOffset >= offset { return .found((header, position)) }
        }
        return isFirst && row != nil ? .badIndex : .found(nil)
    }

    /// The end of the last batch that ends by `limit` and before `end`, where one is known to end
    /// at `position`.
    func boundary(
        from position: Int, by limit: Int, before end: Offset
    ) throws(LogError) -> Int {
        guard limit < size || end < endOffset else { return size }
        do throws(Errno) {
            let relativeEnd = Int64(baseOffset.distance(to: end))
            let row = try row {
                Int($0.position) <= limit && Int64($0.relativeOffset) < relativeEnd
            }
            let start = max(position, row.map { Int($0.position) } ?? 0)
            var scan = HeaderScan(try file(), from: start, to: min(limit, size))
            var boundary = start
            while let (header, _) = try scan.next(), header.nextOffset <= end {
                boundary = scan.position
            }
            return boundary
        } catch {
            throw .disk(error)
        }
    }

    /// Looks up; where the index has led astray it is made anew, and the look-up repeated once.
    private func checkingIndex(
        _ lookUp: () throws(LogError) -> Outcome
    ) throws(LogError) -> (header: RecordBatchHeader, position: Int)? {
        if case .found(let batch) = try lookUp() { return batch }
        guard case .closed(let segment) = source else { throw .corruptBatch(at: baseOffset) }
        do throws(Errno) { try segment.rebuildIndexes() } catch { throw .disk(error) }
        guard case .found(let batch) = try lookUp() else { throw .corruptBatch(at: baseOffset) }
        return batch
    }
}
