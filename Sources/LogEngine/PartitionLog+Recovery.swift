internal import Configuration
import KafkaProtocol
import Syscalls

/// Opening: what a crash has left is put right (log-engine.md 9.5). Each step can be interrupted and
/// done again, and comes to the same end.
///
/// - `PartitionLog+Holes`: whether a segment follows the one before it
/// - `PartitionLog+LookThrough`: segments that reach beyond the recovery point
/// - `PartitionLog+States`: what stands beside the segments
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

    /// Whether all before `offset` was on the disk.
    func isOnDisk(_ offset: Offset, _ plan: RecoveryPlan) -> Bool {
        plan.isClean || offset <= plan.recoveryPoint
    }

    func damage(in base: Offset, _ plan: RecoveryPlan) -> LogError {
        .damaged(
            LogDamage(
                file: path(base, .log),
                position: active?.baseOffset == base ? active?.size ?? 0 : 0,
                offset: endOffset, promised: plan.promised))
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
}
