import KafkaProtocol
package import Syscalls

// MARK: - Group commit

extension PartitionLog {
    /// Whether something may not be on the disk.
    package var isDirty: Bool { !unsynced.isEmpty || !newFiles.isEmpty || !newNames.isEmpty }

    /// What makes the log durable up to its present end; nil where it is, or is out of service.
    ///
    /// One work is under way at a time. What is appended meanwhile is in the next.
    package func takeSyncWork() -> SyncWork? {
        // What the disk does not take is in a later work.
        try? writeHeld()
        guard isInService, isDirty else { return nil }
        writeAhead()
        do throws(Errno) {
            var dirty: [any DiskFile] = []
            for segment in unsynced { dirty.append(try segment.file.opened()) }
            for index in unsynced.indices { unsynced[index].wasCut = false }
            workFiles = newFiles.count
            workNames = newNames.count
            var directories: [String] = []
            for name in newNames where !directories.contains(name) { directories.append(name) }
            return SyncWork(
                end: writtenEnd, generation: generation, files: newFiles + dirty,
                directories: directories)
        } catch {
            // Dirty files are kept open, so this is a shortage that passes; it is tried again.
            return nil
        }
    }

    /// Has the next sync make the names in these directories durable too.
    package func noteNames(in directories: [String]) {
        newNames += directories
    }

    /// Notes that the work was done: all before its end is on the disk.
    ///
    /// - Returns: false for work from before a truncation, which says nothing.
    package func synced(_ work: SyncWork) -> Bool {
        guard work.generation == generation else { return false }
        newFiles.removeFirst(workFiles)
        newNames.removeFirst(workNames)
        workFiles = 0
        workNames = 0
        syncedEnd = max(syncedEnd, work.end)
        while let oldest = unsynced.first, end(of: oldest) <= work.end, !oldest.wasCut {
            oldest.file.unpin()
            unsynced.removeFirst()
        }
        return true
    }

    private func end(of segment: UnsyncedSegment) -> Offset {
        if let active, active.file === segment.file { return active.endOffset }
        return closed.last { $0.file === segment.file }?.endOffset ?? .zero
    }

    /// Notes that the active segment was cut back to its last batch, also while a sync is under way.
    func markCut() {
        markDirty()
        guard let last = unsynced.indices.last else { return }
        unsynced[last].wasCut = true
    }

    /// Notes that the active segment was written to.
    ///
    /// It stays open until it is synced.
    func markDirty() {
        guard let file = active?.file, unsynced.last?.file !== file,
            let baseOffset = active?.baseOffset
        else { return }
        file.pin()
        unsynced.append(UnsyncedSegment(baseOffset: baseOffset, file: file))
    }

    /// Syncs all that is dirty, on the caller's thread.
    func syncAll() throws(Errno) {
        guard isDirty else { return }
        for file in newFiles { try file.sync() }
        for segment in unsynced { try segment.file.opened().sync() }
        for name in newNames { try disk.syncDirectory(name) }
        newFiles.removeAll()
        newNames.removeAll()
        workFiles = 0
        workNames = 0
        for segment in unsynced { segment.file.unpin() }
        unsynced.removeAll()
        syncedEnd = endOffset
    }
}

// MARK: - Checkpoints

/// What a checkpoint of a log writes: the rest of its indexes, its epochs, its producers.
///
/// It is taken under the log's lock, written without it (``write()``), and given back to
/// ``PartitionLog/checkpointed(_:)``.
package struct LogCheckpoint: Sendable {
    let disk: any Disk
    let directory: String
    let generation: Int
    let recoveryPoint: Offset
    /// What the recovery point was before, and where the segment begins that holds it: the next start
    /// may begin there.
    let startsFrom: (point: Offset, base: Offset)
    /// The active segment, and from which rows on its indexes are not in their files.
    let active: ActiveSegment?
    let closed: [ClosedSegment]
    let epochs: EpochHistory?
    let producers: ProducerStates?

    /// Writes and syncs all of it.
    ///
    /// Called by one thread at a time for a log.
    package func write() throws(Errno) {
        try begun().finish()
    }

    /// Writes all of it into the page cache; what is returned makes it durable.
    func begun() throws(Errno) -> Begun {
        var begun = Begun(checkpoint: self, replacements: Replacements(on: disk))
        if let active {
            let offsets = try disk.open(path(.offsetIndex, of: active), .create)
            try offsets.write(active.offsetIndex, from: active.storedOffsetRows)
            let times = try disk.open(path(.timeIndex, of: active), .create)
            try times.write(active.timeIndex, from: active.storedTimeRows)
            begun.files = [offsets, times]
            if let rows = try active.writeTransactions(in: directory, on: disk) {
                begun.files.append(rows.file)
            }
        }
        if let producers {
            begun.files.append(try ProducerSnapshots(in: directory, on: disk).write(producers))
        }
        if let epochs { try epochs.store(in: directory, with: &begun.replacements) }
        // What it refuses shows when the file is synced.
        for file in begun.files { try? file.startWriteBack() }
        return begun
    }

    private func path(_ kind: SegmentName.Kind, of segment: ActiveSegment) -> String {
        "\(directory)/\(SegmentName.name(of: segment.baseOffset, kind))"
    }

    /// A checkpoint that is written, and not synced.
    struct Begun {
        let checkpoint: LogCheckpoint
        var files: [any DiskFile] = []
        var replacements: Replacements

        /// Syncs what was written, and the indexes of segments that were closed before.
        consuming func finish() throws(Errno) {
            for file in files { try file.sync() }
            for segment in checkpoint.closed {
                for file in segment.allFiles.dropFirst() { try file.opened().sync() }
            }
            try replacements.place()
            if checkpoint.epochs == nil { try checkpoint.disk.syncDirectory(checkpoint.directory) }
            try ProducerSnapshots(in: checkpoint.directory, on: checkpoint.disk)
                .removeAll(below: checkpoint.startsFrom.point, butFor: checkpoint.startsFrom.base)
        }
    }
}

extension PartitionLog {
    /// How many bytes may be appended before the producers are written down once more (ST10).
    private static var snapshotInterval: Int { 64 << 20 }

    /// Of how many producers a snapshot is written whenever a log has come to rest: then the next
    /// start need not read what was appended since the last one.
    private static var smallSnapshot: Int { 64 }

    /// What there is to write before the recovery point can move up to what is synced.
    ///
    /// - Returns: nil where nothing has changed since the last one.
    package func takeCheckpoint() -> LogCheckpoint? {
        guard isInService, held.isEmpty else { return nil }
        guard syncedEnd > recoveryPoint else {
            giveBackIdle()
            return nil
        }
        let isIdle = endOffset == syncedEnd && bytesSinceSnapshot > 0
        let isSmall = producers.producers.count <= Self.smallSnapshot
        let needsSnapshot =
            producers.end == endOffset
            && (bytesSinceSnapshot >= Self.snapshotInterval || isIdle && isSmall)
        if needsSnapshot { bytesSinceSnapshot = 0 }
        // The row that a roll would add: nothing of a segment is unwritten once the recovery point
        // has passed it.
        active?.indexTime()
        let checkpoint = LogCheckpoint(
            disk: disk, directory: directory, generation: generation, recoveryPoint: syncedEnd,
            startsFrom: (recoveryPoint, segmentBase(holding: recoveryPoint)), active: active,
            closed: unsyncedIndexes, epochs: epochsAreStored ? nil : epochs,
            producers: needsSnapshot ? producers : nil)
        epochsAreStored = true
        return checkpoint
    }

    /// Notes that a checkpoint was written: the recovery point moves up.
    ///
    /// Where the disk refused (`isWritten` is false), the next one writes it again.
    package func checkpointed(_ checkpoint: LogCheckpoint, isWritten: Bool = true) {
        guard isWritten else {
            if checkpoint.epochs != nil { epochsAreStored = false }
            return
        }
        guard checkpoint.generation == generation else { return }
        recoveryPoint = max(recoveryPoint, checkpoint.recoveryPoint)
        unsyncedIndexes.removeAll { segment in checkpoint.closed.contains { $0 === segment } }
        if let written = checkpoint.active, active?.file === written.file {
            active?.storedOffsetRows = written.offsetIndex.count
            active?.storedTimeRows = written.timeIndex.count
            active?.storedAbortedRows = written.aborted.count
            active?.abortedAreUnknownFrom = nil
        }
    }
}

// MARK: - The end

extension PartitionLog {
    /// Makes all durable and closes the files; the log is out of service after it.
    ///
    /// After it the log can be opened as clean.
    package func close() throws(LogError) {
        guard isInService else { return }
        try writeHeld()
        try finishSwap()
        isInService = false
        do throws(Errno) {
            if let active { try giveBack(active) }
            try storeState(isLast: true)
        } catch {
            throw .disk(error)
        }
        recoveryPoint = endOffset
        closeFiles()
    }

    /// Writes and syncs the log and what stands beside it: indexes and epochs, and with what is
    /// written last the producers.
    ///
    /// All is written before the first sync, so that the file system's journal goes to the disk
    /// once for all of it, and once more for the name of the epochs' file.
    func storeState(isLast: Bool = false) throws(Errno) {
        guard segmentCount > 0 else { return try syncAll() }
        active?.indexTime()
        let begun = try LogCheckpoint(
            disk: disk, directory: directory, generation: generation, recoveryPoint: endOffset,
            startsFrom: (recoveryPoint, segmentBase(holding: recoveryPoint)), active: active,
            closed: unsyncedIndexes,
            epochs: isLast && epochsAreStored ? nil : epochs,
            producers: isLast && active != nil ? producers : nil
        ).begun()
        let stored = active
        try syncAll()
        try begun.finish()
        epochsAreStored = true
        unsyncedIndexes.removeAll()
        active?.storedOffsetRows = stored?.offsetIndex.count ?? 0
        active?.storedTimeRows = stored?.timeIndex.count ?? 0
        active?.storedAbortedRows = stored?.aborted.count ?? 0
        active?.abortedAreUnknownFrom = nil
    }

    /// Takes the log out of service; nothing more of it is written, and who calls ``writeHeld()`` is
    /// told so.
    package func abandon() {
        isInService = false
        closeFiles()
    }

    private func closeFiles() {
        active?.file.close()
        for segment in closed { for file in segment.allFiles { file.close() } }
    }
}
