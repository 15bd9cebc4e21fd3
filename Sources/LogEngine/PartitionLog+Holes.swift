internal import Configuration
import KafkaProtocol
import Syscalls

/// Opening: whether a segment follows the one before it, and which are none (ST6, ST9).
extension PartitionLog {
    /// Whether the segment stands where the one before it ends.
    ///
    /// Only a compacted log may have a hole there, and only where all was on the disk: our own
    /// compaction keeps the last batch of each segment, so that none has it; Kafka's has. Before it
    /// the segment ends with a sound batch: one that breaks off, or was emptied, is damaged. Beyond,
    /// a hole is a segment that a power loss took.
    func follows(_ base: Offset, _ plan: RecoveryPlan) throws(LogError) -> Bool {
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

    /// Whether a segment that does not stand at the end was made for a roll that failed: nothing lies
    /// in it, and nothing did that is gone.
    func isUnused(
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
    func hasRows(_ base: Offset) throws(Errno) -> Bool {
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
    func wasNeverUsed(_ base: Offset) throws(LogError) -> Bool {
        do throws(Errno) {
            _ = try disk.open(path(base, .timeIndex), .read)
            return false
        } catch .noSuchFile {
            return try isEmpty(base)
        } catch {
            throw .disk(error)
        }
    }
}
