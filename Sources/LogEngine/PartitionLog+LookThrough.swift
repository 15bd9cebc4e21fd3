internal import Configuration
import KafkaProtocol
import Syscalls

/// Opening: segments that reach beyond the recovery point, whose every batch is looked at from there.
extension PartitionLog {
    /// Looks through a segment from the recovery point on, and makes its indexes anew from there.
    ///
    /// One that others follow may have holes, though the topic is not compacted now: it may have been.
    func lookThrough(
        _ base: Offset, before next: Offset?, _ file: SegmentFile, size: Int, _ plan: RecoveryPlan
    ) throws(Errno) -> ActiveSegment {
        var segment = try ActiveSegment(
            resuming: base, file: file, size: size, below: plan.recoveryPoint,
            transactionsBelow: plan.isClean ? Offset(rawValue: .max) : plan.recoveryPoint,
            directory: directory, on: disk)
        var scan = BatchScan(try file.opened(), from: segment.size, to: size)
        var doubtful: Int?
        var isDense = isDense
        while true {
            guard let header = try scan.next(notBelow: segment.endOffset, isDense: isDense),
                segment.canHold(header.lastOffset)
            else {
                guard isDense, let next,
                    try hasHole(file, from: scan.position, to: size, at: segment.endOffset, next)
                else { break }
                isDense = false
                continue
            }
            if header.lastOffset >= plan.recoveryPoint {
                doubtful = doubtful ?? segment.size
                if header.isControl, !plan.isClean { noteUnknown(from: header.baseOffset) }
            }
            segment.note(
                byteCount: header.byteCount, lastOffset: header.lastOffset,
                maxTimestamp: header.maxTimestamp,
                indexInterval: configuration.indexIntervalBytes)
        }
        segment.cutAborted()
        try noteUnknown(rowsOf: segment, plan)
        segment.rollBase = segment.largestTimestamp < 0 ? nil : try firstTimestamp(of: segment)
        endOffset = segment.endOffset
        // An empty one may be all that is left of one that was cut.
        if endOffset > plan.recoveryPoint || segment.isEmpty && !plan.isClean {
            if let doubtful, !plan.isClean {
                try writeAgain(doubtful..<segment.size, of: try file.opened())
            }
            file.pin()
            unsynced.append(UnsyncedSegment(baseOffset: base, file: file))
        }
        return segment
    }

    /// Whether offsets are left out at `offset`, and the batches behind lead to the next segment all the
    /// same: where they do not, the base offset there is damaged, which no checksum covers.
    private func hasHole(
        _ file: SegmentFile, from position: Int, to size: Int, at offset: Offset, _ next: Offset
    ) throws(Errno) -> Bool {
        var scan = BatchScan(try file.opened(), from: position, to: size)
        var end = offset
        while let header = try scan.next(notBelow: end, isDense: false) {
            end = header.nextOffset
            // Behind the last there is at most a part of one that was refused.
            guard end < next else {
                let further = try scan.next(notBelow: .zero, isDense: false)
                return end == next && further == nil
            }
        }
        return false
    }

    /// Writes once more what is there, so that the sync that follows writes it out (ST3).
    ///
    /// Where a sync failed before the process ended, the page cache may show pages as clean that are
    /// on no disk; a sync alone would pass over them and succeed. A file system that takes new room
    /// for what is written again may be full; the log opens all the same.
    private func writeAgain(_ range: Range<Int>, of file: any DiskFile) throws(Errno) {
        do throws(Errno) {
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 20) {
                let bytes = try file.bytes(in: start..<min(start + 1 << 20, range.upperBound))
                try file.write(bytes, at: start)
            }
        } catch {
            guard error.isFullDisk else { throw error }
        }
    }

    var isDense: Bool { !configuration.cleanupPolicy.contains(.compact) }

    private func firstTimestamp(of segment: ActiveSegment) throws(Errno) -> Int64? {
        var scan = HeaderScan(
            try segment.file.opened(), from: 0, to: segment.size,
            chunk: RecordBatchHeader.byteCount)
        return try scan.next()?.header.maxTimestamp
    }

    /// Puts the segment that was looked through last among the closed ones: another follows it.
    func closeLookedThrough(_ repairs: inout [Repair]) throws(Errno) {
        guard var segment = active else { return }
        active = nil
        guard !segment.isEmpty else {
            // It was made for a roll that failed, or nothing of it reached the disk.
            unsynced.removeAll { $0.file === segment.file }
            segment.file.close()
            return repairs.append(.remove(segment.baseOffset))
        }
        segment.indexTime()
        let hasOtherRows = segment.abortedAreUnknownFrom != nil
        if hasOtherRows {
            // A file short of rows would look whole: it stays as it is until the batches have told them.
            segment.storedAbortedRows = segment.aborted.count
            segment.abortedAreUnknownFrom = nil
        }
        do throws(Errno) {
            try writeIndexes(of: &segment)
        } catch {
            guard error.isFullDisk else { throw error }
        }
        let finished = ClosedSegment(
            closing: segment, directory: directory, files: files,
            indexInterval: configuration.indexIntervalBytes, abortedAreTrue: false)
        if hasOtherRows { finished.transactions.hold(segment.aborted.prefix { _ in true }) }
        closed.append(finished)
        unsyncedIndexes.append(finished)
    }
}
