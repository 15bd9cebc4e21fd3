internal import Configuration
package import KafkaProtocol
package import Syscalls

extension PartitionLog {
    /// Cuts all records from `offset` on; a batch that holds it goes as a whole.
    ///
    /// Below the start, all goes, and the log is empty at `offset`. What is left is on the disk on
    /// return: this syncs, so the log must be out of service for all others, and no sync or checkpoint
    /// of it under way. Before it the caller has lowered the log's offsets in the checkpoint files, the
    /// recovery point to ``recoveryPoint(beforeTruncationTo:)``, so that a crash does not take what was
    /// cut for damage, and a start after it makes the cut durable where this could not. Those who read
    /// the cut part go on reading it (a copy is made of what is kept).
    ///
    /// - Throws: ``LogError/disk(_:)``; then the log is out of service. ``LogError/full`` where what is
    ///   held finds no room; then nothing was cut.
    package func truncate(to offset: Offset, now: Timestamp) throws(LogError) {
        try checkInService()
        guard offset < endOffset else { return }
        try writeHeld()
        try finishSwap()
        generation += 1
        forgetVerifications()
        isInService = false
        do throws(Errno) {
            try syncAll()
            if offset < startOffset {
                try releaseReaders()
                try startAnew(at: offset)
            } else {
                try cut(at: offset)
            }
            try syncAll()
            syncedEnd = endOffset
            // On a full disk what stands beside the segments may not be written: then the next start
            // has to look through all that it would have to look through now.
            let plan = RecoveryPlan(
                recoveryPoint: min(recoveryPoint, endOffset), logStart: startOffset)
            epochs.truncateFromEnd(to: endOffset)
            try epochs.store(in: directory, on: disk)
            try recoverStates(plan, now: now)
            try secure(plan)
        } catch {
            throw .disk(error)
        }
        isInService = true
    }

    /// From where on a start has to look through the log, if ``truncate(to:now:)`` should be
    /// interrupted: from the beginning of the segment that is cut.
    ///
    /// A process that is killed leaves a cut that everybody sees, and that the next power loss takes
    /// back. So what the cut has left must not look like what was on the disk before.
    package func recoveryPoint(beforeTruncationTo offset: Offset) -> Offset {
        min(recoveryPoint, segmentBase(holding: offset))
    }

    /// Where the segment begins that holds `offset`, or ends there; `offset` where there is none.
    func segmentBase(holding offset: Offset) -> Offset {
        let bases = closed.map(\.baseOffset) + [active?.baseOffset].compactMap { $0 }
        return bases.last { $0 <= offset } ?? offset
    }

    /// Cuts the segment that holds `offset`, and removes those behind it.
    private func cut(at offset: Offset) throws(Errno) {
        while let last = closed.last, active.map({ $0.baseOffset > offset }) ?? true {
            try removeActive()
            closed.removeLast()
            if isBeingRead() { try last.detachIndexes() }
            unsyncedIndexes.removeAll { $0 === last }
            active = try ActiveSegment(
                resuming: last.baseOffset, file: last.file, size: last.size, below: last.endOffset,
                directory: directory, on: disk)
            // What lies behind the last row is found below.
        }
        guard let segment = active else { return }
        noteUnknown(from: segment.abortedAreUnknownFrom)
        let size = try position(of: offset, in: segment.file)
        let file = try cut(segment.file, to: size, isRead: isBeingRead())
        var kept = try ActiveSegment(
            resuming: segment.baseOffset, file: file, size: size, below: offset,
            directory: directory, on: disk)
        var scan = HeaderScan(try file.opened(), from: kept.size, to: size, chunk: 1 << 16)
        while let (header, _) = try scan.next(), kept.canHold(header.lastOffset) {
            kept.note(
                byteCount: header.byteCount, lastOffset: header.lastOffset,
                maxTimestamp: header.maxTimestamp,
                indexInterval: configuration.indexIntervalBytes)
        }
        kept.rollBase = segment.rollBase
        // Not all of these need lie in the file yet, or on the disk.
        kept.aborted = GrowingList(segment.aborted.prefix { $0.lastOffset < offset })
        kept.storedAbortedRows = 0
        active = kept
        endOffset = kept.endOffset
    }

    private func removeActive() throws(Errno) {
        guard let segment = active else { return }
        if isBeingRead() { try segment.file.detach() } else { segment.file.close() }
        try removeFiles(of: segment.baseOffset)
        newNames.append(directory)
        active = nil
    }

    /// Where the batch begins that holds `offset`, or the file's batches end.
    private func position(of offset: Offset, in file: SegmentFile) throws(Errno) -> Int {
        let opened = try file.opened()
        var scan = HeaderScan(opened, from: 0, to: try opened.size(), chunk: 1 << 16)
        while let (header, position) = try scan.next() {
            if header.lastOffset >= offset { return position }
        }
        return scan.position
    }

    // MARK: Readers

    /// Whether somebody holds a view or a slice of this log.
    private func isBeingRead() -> Bool { !isKnownUniquelyReferenced(&readers) }

    private func releaseReaders() throws(Errno) {
        guard isBeingRead() else { return }
        for segment in closed {
            try segment.file.detach()
            try segment.detachIndexes()
        }
        try active?.file.detach()
        readers = ReaderLease()
    }

    /// Cuts a file, or puts a copy of what is kept in its place where it is being read.
    private func cut(
        _ file: SegmentFile, to size: Int, isRead: Bool
    ) throws(Errno) -> SegmentFile {
        guard isRead else {
            let opened = try file.opened()
            try opened.truncate(to: size)
            try opened.sync()
            return file
        }
        try file.detach()
        let copy = SegmentFile(file.path + SegmentName.prefixSuffix, in: files)
        let target = try copy.opened(.truncate)
        let source = try file.opened()
        for start in stride(from: 0, to: size, by: 1 << 20) {
            try target.write(source.bytes(in: start..<min(start + 1 << 20, size)), at: start)
        }
        try target.sync()
        try copy.rename(to: file.path)
        try disk.syncDirectory(directory)
        // The readers may hold segments before this one too: the lease stays.
        return copy
    }
}
