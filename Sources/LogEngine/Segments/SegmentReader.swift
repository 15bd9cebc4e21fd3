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

    private func timeRow(where isEarly: (TimeIndexEntry) -> Bool) throws(Errno) -> TimeIndexEntry? {
        switch source {
        case .active(let segment): segment.timeIndex.last(where: isEarly)
        case .closed(let segment): try segment.loadIndexes().times.last(where: isEarly)
        }
    }

    /// Begins to look at the batch of the last row for which `isEarly` holds, or at the first batch.
    ///
    /// A row is believed where it leads to the batch that it names. Another is passed over for the
    /// one before it: what looks from there finds the same.
    private func scan(
        where isEarly: (OffsetIndexEntry) -> Bool
    ) throws(Errno) -> HeaderScan {
        let file = try file()
        var bound = Int64.max
        while let row = try row(where: { Int64($0.relativeOffset) < bound && isEarly($0) }) {
            var scan = HeaderScan(file, from: Int(row.position), to: size)
            if try scan.peek()?.lastOffset == baseOffset.advanced(by: row.relativeOffset) {
                return scan
            }
            bound = Int64(row.relativeOffset)
            try rebuildIndexes()
        }
        return HeaderScan(file, from: 0, to: size)
    }

    /// A row has led astray.
    ///
    /// A closed segment's indexes are made anew. The owner of an active one makes it a closed one
    /// before long; until then each such row is passed over.
    private func rebuildIndexes() throws(Errno) {
        if case .closed(let segment) = source { try segment.rebuildIndexes() }
    }

    /// An offset before which there is no record with `timestamp` or a larger one.
    ///
    /// A row that does not name a batch with its time is passed over for the one before it.
    func offset(before timestamp: Int64) throws(LogError) -> Offset {
        do throws(Errno) {
            var bound = Int64.max
            while let row = try timeRow(where: {
                Int64($0.relativeOffset) < bound && $0.timestamp < timestamp
            }) {
                let offset = baseOffset.advanced(by: row.relativeOffset)
                if try find(offset)?.header.isNamed(by: row, from: baseOffset) == true {
                    return offset
                }
                bound = Int64(row.relativeOffset)
                try rebuildIndexes()
            }
            return baseOffset
        } catch {
            throw .disk(error)
        }
    }

    // MARK: Batches

    /// The first batch that holds a record at `offset` or after it; nil where there is none.
    ///
    /// - Throws: ``LogError/corruptBatch(at:)`` where the segment's batches break off before: what
    ///   comes behind must not be taken for what follows.
    func batch(
        at offset: Offset
    ) throws(LogError) -> (header: RecordBatchHeader, position: Int)? {
        var brokenAt: Offset?
        do throws(Errno) {
            if let found = try find(offset, brokenAt: &brokenAt) { return found }
        } catch {
            throw .disk(error)
        }
        guard let brokenAt else { return nil }
        throw .corruptBatch(at: brokenAt)
    }

    /// Where to begin to look through the batches from the one that holds `offset` on; the segment's
    /// beginning where that is not to be found.
    func position(from offset: Offset) throws(Errno) -> Int {
        guard offset > baseOffset else { return 0 }
        return try find(offset)?.position ?? 0
    }

    private func find(
        _ offset: Offset
    ) throws(Errno) -> (header: RecordBatchHeader, position: Int)? {
        var brokenAt: Offset?
        return try find(offset, brokenAt: &brokenAt)
    }

    private func find(
        _ offset: Offset, brokenAt: inout Offset?
    ) throws(Errno) -> (header: RecordBatchHeader, position: Int)? {
        let relative = Int64(baseOffset.distance(to: offset))
        var scan = try scan { Int64($0.relativeOffset) <= relative }
        var next = baseOffset
        var last: (header: RecordBatchHeader, position: Int)?
        while let (header, position) = try scan.next() {
            guard header.baseOffset >= next, header.nextOffset <= endOffset else {
                brokenAt = next
                return nil
            }
            if header.lastOffset >= offset {
                guard let last, offset < header.baseOffset, try !isSound(last.position) else {
                    return (header, position)
                }
                brokenAt = last.header.baseOffset
                return nil
            }
            next = header.nextOffset
            last = (header, position)
        }
        if scan.position < size { brokenAt = next }
        return nil
    }

    /// Whether the batch at `position` has the right checksum.
    ///
    /// It is asked where offsets are left out behind one: compaction may have taken them, or its
    /// length is damaged and leads over what follows it.
    private func isSound(_ position: Int) throws(Errno) -> Bool {
        var scan = BatchScan(try file(), from: position, to: size)
        return try scan.next(notBelow: baseOffset, isDense: false) != nil
    }

    /// The end of the last batch that ends by `limit` and before `end`, where one is known to end
    /// at `position`, and an offset behind it.
    func boundary(
        from position: Int, by limit: Int, before end: Offset
    ) throws(LogError) -> (position: Int, offset: Offset) {
        guard limit < size || end < endOffset else { return (size, endOffset) }
        do throws(Errno) {
            let relativeEnd = Int64(baseOffset.distance(to: end))
            var scan = try scan {
                Int($0.position) <= limit && Int64($0.relativeOffset) < relativeEnd
            }
            if scan.position < position {
                scan = HeaderScan(try file(), from: position, to: size)
            }
            var boundary = scan.position
            var behind = end
            while let (header, _) = try scan.next() {
                guard scan.position <= limit, header.nextOffset <= end else {
                    behind = min(header.baseOffset, end)
                    break
                }
                boundary = scan.position
            }
            return (boundary, behind)
        } catch {
            throw .disk(error)
        }
    }
}

extension RecordBatchHeader {
    /// Whether it is the header of the batch that the row names.
    func isNamed(by row: TimeIndexEntry, from baseOffset: Offset) -> Bool {
        lastOffset == baseOffset.advanced(by: row.relativeOffset) && maxTimestamp == row.timestamp
    }
}
