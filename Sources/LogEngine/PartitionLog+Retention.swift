internal import Configuration
package import KafkaProtocol
package import Syscalls

/// A file that has got the name of a deleted one, and is removed when its readers are surely gone.
struct DeletedFile {
    let file: SegmentFile
    var since: Timestamp
}

extension PartitionLog {
    /// Removes the segments that are too old, too many, or below the start.
    ///
    /// Only what lies below the high watermark goes. The start of the log moves up at once; the files
    /// keep their bytes until ``takeExpiredFiles(now:)`` gives them out.
    package func applyRetention(now: Timestamp, highWatermark: Offset) throws(LogError) {
        try checkInService()
        // While segments are being replaced none goes; the next call is soon.
        guard swap.compacted == nil else { return }
        guard configuration.cleanupPolicy.contains(.delete) else {
            return try removeSegments(closed.count { $0.endOffset <= startOffset }, now: now)
        }
        let removable = closed.prefix { $0.endOffset <= highWatermark }.count
        let tooOld = try countTooOld(in: removable, now: now)
        // Only a segment whose name is on the disk may become the first one: otherwise a crash could
        // leave none, and with it forget where the log was.
        guard newNames.isEmpty else { return }
        if tooOld == closed.count, try isActiveTooOld(now: now, highWatermark: highWatermark) {
            // The next call removes it.
            return try roll()
        }
        let below = closed.prefix { $0.endOffset <= startOffset }.count
        try removeSegments(max(tooOld, countTooMany(in: removable), below), now: now)
    }

    // MARK: What goes

    private func isExpired(_ largestTimestamp: Int64, now: Timestamp) -> Bool {
        configuration.retentionMs >= 0 && largestTimestamp >= 0
            && now.rawValue - largestTimestamp > configuration.retentionMs
    }

    /// How many segments, from the oldest on, hold only records that are too old.
    private func countTooOld(in limit: Int, now: Timestamp) throws(LogError) -> Int {
        guard configuration.retentionMs >= 0 else { return 0 }
        var count = 0
        do throws(Errno) {
            while count < limit, isExpired(try closed[count].largestTimestamp(), now: now) {
                count += 1
            }
        } catch {
            throw .disk(error)
        }
        return count
    }

    private func isActiveTooOld(now: Timestamp, highWatermark: Offset) throws(LogError) -> Bool {
        guard let active, !active.isEmpty, active.endOffset <= highWatermark else { return false }
        return isExpired(active.largestTimestamp, now: now)
    }

    /// How many segments, from the oldest on, may go while the rest stays at or above the limit.
    private func countTooMany(in limit: Int) -> Int {
        guard configuration.retentionBytes >= 0 else { return 0 }
        var excess = Int64(size) - configuration.retentionBytes
        var count = 0
        while count < limit, excess - Int64(closed[count].size) >= 0 {
            excess -= Int64(closed[count].size)
            count += 1
        }
        return count
    }

    // MARK: Removing

    /// Removes the oldest segments, oldest first, so that a crash leaves no hole.
    func removeSegments(_ count: Int, now: Timestamp) throws(LogError) {
        guard count > 0 else { return }
        let newStart = closed.count > count ? closed[count].baseOffset : active?.baseOffset
        startOffset = max(startOffset, newStart ?? endOffset)
        epochs.truncateFromStart(to: startOffset)
        epochsAreStored = false
        do throws(Errno) {
            for _ in 0..<count {
                try retire(closed[0], now: now)
                closed.removeFirst()
            }
        } catch {
            throw .disk(error)
        }
    }

    /// Gives a segment's files names that say that they are deleted.
    func retire(
        _ segment: ClosedSegment, now: Timestamp, suffix: String = SegmentName.deletedSuffix
    ) throws(Errno) {
        for file in segment.allFiles {
            do throws(Errno) {
                try file.rename(to: file.path + suffix)
            } catch .noSuchFile {
                continue
            }
            deleted.append(DeletedFile(file: file, since: now))
        }
        if let index = unsynced.firstIndex(where: { $0.file === segment.file }) {
            unsynced.remove(at: index)
            segment.file.unpin()
        }
        unsyncedIndexes.removeAll { $0 === segment }
    }

    /// The files that were deleted `file.delete.delay.ms` ago: the caller removes them from the disk,
    /// without the log's lock.
    ///
    /// A clock that was set back does not keep them longer than the delay from now.
    package func takeExpiredFiles(now: Timestamp) -> [String] {
        for index in deleted.indices where deleted[index].since > now { deleted[index].since = now }
        let expired = deleted.prefix {
            now.rawValue - $0.since.rawValue >= configuration.fileDeleteDelayMs
        }
        deleted.removeFirst(expired.count)
        for file in expired { file.file.close() }
        return expired.map(\.file.path)
    }

    // MARK: DeleteRecords

    /// Moves the start up to `offset`, which must not lie beyond the end; it never goes back.
    ///
    /// It is durable when the caller has written it to the checkpoint of log starts.
    package func raiseStart(to offset: Offset) throws(LogError) {
        try checkInService()
        guard offset <= endOffset else {
            throw .outOfRange(offset, available: startOffset..<endOffset)
        }
        guard offset > startOffset else { return }
        startOffset = offset
        epochs.truncateFromStart(to: offset)
        epochsAreStored = false
    }
}
