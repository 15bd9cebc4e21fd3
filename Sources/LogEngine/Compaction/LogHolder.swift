internal import KafkaProtocol
internal import Syscalls

/// Who holds a log, and the lock that it needs.
package protocol LogHolder {
    /// Runs `body` with the log while nobody else has it.
    ///
    /// - Returns: nil where the log is out of service.
    func withLog<Result: Sendable>(
        _ body: (PartitionLog) throws(LogError) -> Result
    ) throws(LogError) -> Result?
}

extension LogHolder {
    /// Has a compacted segment take the place of its sources.
    ///
    /// Its three steps each take the lock for a few renames; between them the directory is synced, so
    /// that a power loss at any moment leaves either the old segments or the new one.
    ///
    /// - Returns: false where the log has changed meanwhile, and nothing was replaced.
    func swap(in compacted: CompactedSegment, _ work: CompactionWork) throws(LogError) -> Bool {
        guard try withLog({ log throws(LogError) in try log.offer(compacted) }) == true else {
            return false
        }
        do throws(LogError) {
            try syncDirectory(of: work)
        } catch {
            try withLog { log throws(LogError) in try log.finishSwap() }
            throw error
        }
        let isReplaced = try withLog { log throws(LogError) in
            try log.replace(with: compacted, now: work.now)
        }
        guard isReplaced == true else { return false }
        try syncDirectory(of: work)
        try withLog { log throws(LogError) in try log.settle(compacted) }
        try syncDirectory(of: work)
        return true
    }

    private func syncDirectory(of work: CompactionWork) throws(LogError) {
        do throws(Errno) {
            try work.files.disk.syncDirectory(work.directory)
        } catch {
            throw .disk(error)
        }
    }
}
