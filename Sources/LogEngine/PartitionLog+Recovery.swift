internal import Configuration
import KafkaProtocol
import Syscalls

/// Opening: what a crash has left is put right (log-engine.md 9.5). Each step can be interrupted and
/// done again, and comes to the same end.
extension PartitionLog {
    func open(_ plan: RecoveryPlan, now: Timestamp) throws(LogError) {
        guard let found = try settledFiles(plan) else {
            begin(at: .zero)
            guard plan.promised == .zero else { throw damage(in: .zero, plan) }
            return
        }
        transactionIndexes = found.transactionIndexes
        var bases = found.segments
        var repairs: [Repair] = []
        while bases.count > 1, try wasNeverUsed(bases[0]) {
            repairs.append(.remove(bases.removeFirst()))
        }
        begin(at: bases.first ?? plan.logStart)
        if !plan.isClean {
            // What was there when the process died may never have been synced, names included.
            newNames = [CheckpointFile.directory(of: directory), directory]
        }
        try recoverSegments(bases, plan, &repairs)
        do throws(Errno) {
            try putRight(repairs)
            try settleStart(plan)
            try recoverStates(plan, now: now)
            try secure(plan)
        } catch {
            throw .disk(error)
        }
    }

    /// What lies in the directory once interrupted swaps are ended and leftovers are gone; nil where it
    /// does not exist.
    private func settledFiles(_ plan: RecoveryPlan) throws(LogError) -> LogFiles? {
        var found: LogFiles?
        do throws(Errno) { found = try LogFiles(in: directory, on: disk) } catch {
            throw .disk(error)
        }
        guard let interrupted = found else { return nil }
        if !interrupted.swaps.isEmpty { try completeSwaps(in: interrupted, plan) }
        do throws(Errno) {
            if !interrupted.swaps.isEmpty { found = try LogFiles(in: directory, on: disk) }
            for name in found?.leftovers ?? [] { try disk.remove(path(name)) }
        } catch {
            throw .disk(error)
        }
        return found
    }

    /// An empty log that begins at `offset`.
    func begin(at offset: Offset) {
        startOffset = offset
        endOffset = offset
        recoveryPoint = offset
        syncedEnd = offset
        producers = ProducerStates(from: offset)
    }

    // MARK: Segments

    /// Takes the segments in, oldest first.
    ///
    /// Those that reach beyond the recovery point are looked through. The log ends at the first place
    /// where no sound batch begins, unless something that was promised lies beyond: that is damage.
    ///
    /// `repairs` gets what is to be done when it is sure that the log is not damaged, for a damaged one
    /// is left as it is (ST9).
    private func recoverSegments(
        _ bases: [Offset], _ plan: RecoveryPlan, _ repairs: inout [Repair]
    ) throws(LogError) {
        for (index, base) in bases.enumerated() {
            let next = index + 1 < bases.count ? bases[index + 1] : nil
            if base != endOffset, try isUnused(base, before: next, plan) {
                repairs.append(.remove(base))
                continue
            }
            var goesOn = try follows(base, plan)
            if goesOn { goesOn = try takeIn(base, before: next, plan, &repairs) }
            guard goesOn else {
                try endHere(without: bases[index...].filter { $0 != active?.baseOffset })
                break
            }
        }
        guard endOffset >= plan.promised else {
            throw damage(in: active?.baseOffset ?? closed.last?.baseOffset ?? .zero, plan)
        }
    }

    /// Whether a segment that does not stand at the end was made for a roll that failed: nothing lies
    /// in it, and nothing did that is gone.
    private func isUnused(
        _ base: Offset, before next: Offset?, _ plan: RecoveryPlan
    ) throws(LogError) -> Bool {
        guard try isEmpty(base) else { return false }
        guard base > endOffset, let next, isOnDisk(next, plan) else { return true }
        do throws(Errno) { return try !hasRows(base) } catch { throw .disk(error) }
    }

    private func isEmpty(_ base: Offset) throws(LogError) -> Bool {
        do throws(Errno) {
            return try disk.open(path(base, .log), .read).size() == 0
        } catch {
            throw .disk(error)
        }
    }

    /// Whether one of a segment's indexes has rows, as they are where batches lay in it.
    private func hasRows(_ base: Offset) throws(Errno) -> Bool {
        for kind in [SegmentName.Kind.offsetIndex, .timeIndex] {
            do throws(Errno) {
                if try disk.open(path(base, kind), .read).size() > 0 { return true }
            } catch .noSuchFile {
                continue
            }
        }
        return false
    }

    /// Whether a segment was made for a roll that failed, and could not be removed: all before it may
    /// have been deleted since.
    ///
    /// One that has indexes had batches: that nothing lies in it is damage.
    private func wasNeverUsed(_ base: Offset) throws(LogError) -> Bool {
        do throws(Errno) {
            _ = try disk.open(path(base, .timeIndex), .read)
            return false
        } catch .noSuchFile {
            return try isEmpty(base)
        } catch {
            throw .disk(error)
        }
    }

    private func damage(in base: Offset, _ plan: RecoveryPlan) -> LogError {
        .damaged(
            LogDamage(
                file: path(base, .log),
                position: active?.baseOffset == base ? active?.size ?? 0 : 0,
                offset: endOffset, promised: plan.promised))
    }

    /// Whether the segment stands where the one before it ends.
    ///
    /// Only a compacted log may have a hole there, and only where all was on the disk: our own
    /// compaction keeps the last batch of each segment, so that none has it; Kafka's has. Before it
    /// the segment ends with a sound batch: one that breaks off is damaged, or was emptied. Beyond, a hole is a segment
    /// that a power loss took.
    private func follows(_ base: Offset, _ plan: RecoveryPlan) throws(LogError) -> Bool {
        guard base != endOffset else { return true }
        let mayLeaveHole =
            configuration.cleanupPolicy.contains(.compact) && isOnDisk(base, plan)
        if mayLeaveHole, base > endOffset, try !breaksOff() { return true }
        // A segment that was not looked through seems to reach into this one where the header of its
        // last batch is damaged.
        let isOverrun = base < endOffset && isOnDisk(base, plan)
        guard min(base, endOffset) >= plan.promised, !isOverrun else {
            throw damage(in: base, plan)
        }
        return false
    }

    /// Whether the segment that was taken in last does not end with a sound batch.
    private func breaksOff() throws(LogError) -> Bool {
        guard let segment = closed.last else { return false }
        do throws(Errno) {
            guard segment.size > 0 else { return try hasRows(segment.baseOffset) }
            let file = try segment.file.opened()
            let size = try file.size()
            let tail = try SegmentTail(
                of: file, size: size, from: segment.baseOffset,
                indexedBy: path(segment.baseOffset, .offsetIndex), on: disk)
            guard size == segment.size, tail.size == size else { return true }
            return try !tail.lastIsSound(in: file)
        } catch {
            throw .disk(error)
        }
    }

    /// Whether all before `offset` was on the disk.
    private func isOnDisk(_ offset: Offset, _ plan: RecoveryPlan) -> Bool {
        plan.isClean || offset <= plan.recoveryPoint
    }

    /// Takes one segment in.
    ///
    /// - Returns: whether the log may go on behind it.
    private func takeIn(
        _ base: Offset, before next: Offset?, _ plan: RecoveryPlan, _ repairs: inout [Repair]
    ) throws(LogError) -> Bool {
        do throws(Errno) {
            try closeLookedThrough(&repairs)
            let file = SegmentFile(path(base, .log), in: files)
            let size = try file.opened().size()
            if let next, isOnDisk(next, plan),
                let tail = try tail(of: base, before: next, file, size: size)
            {
                try takeInClosed(base, before: next, file, size: size, tail, &repairs)
                return true
            }
            active = try lookThrough(base, before: next, file, size: size, plan)
            guard let segment = active, segment.size < size else { return true }
            if endOffset == next {
                repairs.append(.cut(file, segment.size..<size))
                return true
            }
        } catch {
            throw .disk(error)
        }
        guard endOffset >= plan.promised else { throw damage(in: base, plan) }
        return false
    }

    /// Where the batches end of a segment that lies below the recovery point as the next one does; nil
    /// where that cannot be told from the headers.
    ///
    /// One in which nothing lies may have been made for a roll that failed, and the segment before it
    /// went on: it says nothing, unless the batches end where it begins.
    private func tail(
        of base: Offset, before next: Offset, _ file: SegmentFile, size: Int
    ) throws(Errno) -> SegmentTail? {
        let tail = try SegmentTail(
            of: try file.opened(), size: size, from: base,
            indexedBy: path(base, .offsetIndex), on: disk)
        guard size > 0, tail.end != next, try disk.open(path(next, .log), .read).size() == 0
        else { return tail }
        return nil
    }

    /// Takes in a segment that lies below the recovery point.
    ///
    /// What lies behind the batch before the next segment is part of one that was refused: the power
    /// went before it was cut off for good. Where that batch is not sound, it may be its own end: then
    /// nothing is cut, and the segment is left as one that breaks off before it. An empty one was made for
    /// a roll that failed, unless it has index rows: then it was emptied, and stays as one that breaks off.
    private func takeInClosed(
        _ base: Offset, before next: Offset, _ file: SegmentFile, size: Int, _ tail: SegmentTail,
        _ repairs: inout [Repair]
    ) throws(Errno) {
        if size == 0 {
            guard try hasRows(base) else {
                file.close()
                return repairs.append(.remove(base))
            }
        }
        var tail = tail
        if tail.size < size, tail.end == next {
            if try tail.lastIsSound(in: try file.opened()) {
                repairs.append(.cut(file, tail.size..<size))
            } else {
                tail.leaveOutLast()
            }
        }
        endOffset = tail.end
        closed.append(
            ClosedSegment(
                baseOffset: base, endOffset: tail.end, size: tail.size, file: file,
                directory: directory, files: files,
                indexInterval: configuration.indexIntervalBytes,
                mayHaveAborted: transactionIndexes.contains(base)))
    }

    /// Looks through a segment from the recovery point on, and makes its indexes anew from there.
    ///
    /// One that others follow may have holes, though the topic is not compacted now: it may have been.
    private func lookThrough(
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
    private func closeLookedThrough(_ repairs: inout [Repair]) throws(Errno) {
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
