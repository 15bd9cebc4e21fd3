internal import Configuration
import KafkaProtocol
import Syscalls

/// Opening: what a crash has left is put right (log-engine.md 9.5). Each step can be interrupted and
/// done again, and comes to the same end.
extension PartitionLog {
    func open(_ plan: RecoveryPlan, now: Timestamp) throws(LogError) {
        let bases: [Offset]?
        do throws(Errno) {
            var found = try LogFiles(in: directory, on: disk)
            if let swaps = found?.swaps, !swaps.isEmpty {
                try completeSwaps(swaps, among: found?.segments ?? [])
                found = try LogFiles(in: directory, on: disk)
            }
            for name in found?.leftovers ?? [] { try disk.remove(path(name)) }
            bases = found?.segments
        } catch {
            throw .disk(error)
        }
        guard let bases else {
            begin(at: .zero)
            guard plan.promised == .zero else { throw damage(in: .zero, plan) }
            return
        }
        begin(at: bases.first ?? plan.logStart)
        if !plan.isClean {
            // What was there when the process died may never have been synced, names included.
            newNames = [CheckpointFile.directory(of: directory), directory]
        }
        try recoverSegments(bases, plan)
        do throws(Errno) {
            try settleStart(plan)
            try recoverStates(plan, now: now)
            try secure(plan)
        } catch {
            throw .disk(error)
        }
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
    private func recoverSegments(_ bases: [Offset], _ plan: RecoveryPlan) throws(LogError) {
        for (index, base) in bases.enumerated() {
            if base != endOffset, try isEmpty(base) { continue }
            let next = index + 1 < bases.count ? bases[index + 1] : nil
            var goesOn = try follows(base, plan)
            if goesOn { goesOn = try takeIn(base, before: next, plan) }
            guard goesOn else {
                wasPutRight = true
                try drop(Array(bases[(index)...].filter { $0 != active?.baseOffset }), plan)
                break
            }
        }
        guard endOffset >= plan.promised else {
            throw damage(in: active?.baseOffset ?? closed.last?.baseOffset ?? .zero, plan)
        }
    }

    /// Whether nothing lies in a segment: it was made for a roll that failed.
    ///
    /// It is removed.
    private func isEmpty(_ base: Offset) throws(LogError) -> Bool {
        do throws(Errno) {
            guard try disk.open(path(base, .log), .read).size() == 0 else { return false }
            try removeFiles(of: base)
            return true
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
    /// compaction keeps the last batch of each segment, so that none has it; Kafka's has. Beyond, a
    /// hole is a segment that a power loss took.
    private func follows(_ base: Offset, _ plan: RecoveryPlan) throws(LogError) -> Bool {
        let mayLeaveHole =
            configuration.cleanupPolicy.contains(.compact)
            && (plan.isClean || base <= plan.recoveryPoint)
        guard base != endOffset, !(mayLeaveHole && base > endOffset) else { return true }
        guard min(base, endOffset) >= plan.promised else { throw damage(in: base, plan) }
        return false
    }

    /// Takes one segment in.
    ///
    /// - Returns: whether the log may go on behind it.
    private func takeIn(
        _ base: Offset, before next: Offset?, _ plan: RecoveryPlan
    ) throws(LogError) -> Bool {
        do throws(Errno) {
            try closeLookedThrough()
            let file = SegmentFile(path(base, .log), in: files)
            let size = try file.opened().size()
            if let next, plan.isClean || next <= plan.recoveryPoint {
                endOffset = try SegmentTail(
                    of: try file.opened(), size: size, from: base,
                    indexedBy: path(base, .offsetIndex), on: disk
                ).end
                closed.append(
                    ClosedSegment(
                        baseOffset: base, endOffset: endOffset, size: size, file: file,
                        directory: directory, files: files,
                        indexInterval: configuration.indexIntervalBytes))
                return true
            }
            active = try lookThrough(base, file, size: size, isLast: next == nil, plan)
        } catch {
            throw .disk(error)
        }
        guard let segment = active, segment.size < (try size(of: segment)) else { return true }
        guard endOffset >= plan.promised else { throw damage(in: base, plan) }
        try cutTail(of: segment)
        return false
    }

    private func size(of segment: ActiveSegment) throws(LogError) -> Int {
        do throws(Errno) { return try segment.file.opened().size() } catch { throw .disk(error) }
    }

    /// Looks through a segment from the recovery point on, and makes its indexes anew from there.
    ///
    /// One that others follow may have holes, though the topic is not compacted now: it may have been.
    private func lookThrough(
        _ base: Offset, _ file: SegmentFile, size: Int, isLast: Bool, _ plan: RecoveryPlan
    ) throws(Errno) -> ActiveSegment {
        var segment = try ActiveSegment(
            resuming: base, file: file, size: size, below: plan.recoveryPoint,
            directory: directory, on: disk)
        var scan = BatchScan(try file.opened(), from: segment.size, to: size)
        while let header = try scan.next(
            notBelow: segment.endOffset, isDense: isDense && isLast),
            segment.canHold(header.lastOffset)
        {
            segment.note(
                byteCount: header.byteCount, lastOffset: header.lastOffset,
                maxTimestamp: header.maxTimestamp,
                indexInterval: configuration.indexIntervalBytes)
        }
        segment.rollBase = segment.largestTimestamp < 0 ? nil : try firstTimestamp(of: segment)
        endOffset = segment.endOffset
        if endOffset > plan.recoveryPoint {
            file.pin()
            unsynced.append(UnsyncedSegment(baseOffset: base, file: file))
        }
        return segment
    }

    private var isDense: Bool { !configuration.cleanupPolicy.contains(.compact) }

    private func firstTimestamp(of segment: ActiveSegment) throws(Errno) -> Int64? {
        var scan = HeaderScan(
            try segment.file.opened(), from: 0, to: segment.size,
            chunk: RecordBatchHeader.byteCount)
        return try scan.next()?.header.maxTimestamp
    }

    /// Puts the segment that was looked through last among the closed ones: another follows it.
    private func closeLookedThrough() throws(Errno) {
        guard var segment = active else { return }
        active = nil
        guard !segment.isEmpty else {
            // It was made for a roll that failed, or nothing of it reached the disk.
            return try removeFiles(of: segment.baseOffset)
        }
        segment.indexTime()
        do throws(Errno) {
            try writeIndexes(of: &segment)
        } catch {
            guard error.isFullDisk else { throw error }
        }
        let finished = ClosedSegment(
            closing: segment, directory: directory, files: files,
            indexInterval: configuration.indexIntervalBytes)
        closed.append(finished)
        unsyncedIndexes.append(finished)
    }

    // MARK: What was torn

    /// Cuts off what lies behind the sound batches, and keeps it beside the log unless it is all zero.
    private func cutTail(of segment: ActiveSegment) throws(LogError) {
        wasPutRight = true
        do throws(Errno) {
            let file = try segment.file.opened()
            let tail = segment.size..<(try file.size())
            try TornTail(of: file, in: tail).keep(
                as: path(segment.baseOffset, .log) + SegmentName.tornSuffix, on: disk)
            try file.truncate(to: segment.size)
            try file.sync()
            newNames.append(directory)
        } catch {
            throw .disk(error)
        }
    }

    /// Takes segments out that cannot belong to the log any more, the newest first.
    private func drop(_ bases: [Offset], _ plan: RecoveryPlan) throws(LogError) {
        do throws(Errno) {
            for base in bases.reversed() {
                let log = path(base, .log)
                if try disk.open(log, .read).size() > 0 {
                    try disk.rename(log, to: log + SegmentName.tornSuffix)
                }
                try removeFiles(of: base)
            }
            newNames.append(directory)
        } catch {
            throw .disk(error)
        }
    }

    /// Removes all files of a segment that are there.
    func removeFiles(of base: Offset) throws(Errno) {
        unsynced.removeAll { $0.baseOffset == base }
        for kind in SegmentName.Kind.allCases where kind != .producerSnapshot {
            try disk.remove(path(base, kind))
        }
    }
}
