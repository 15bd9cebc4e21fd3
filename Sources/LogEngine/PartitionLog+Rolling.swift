internal import Configuration
import KafkaProtocol
import Syscalls

extension PartitionLog {
    /// Sees to it that there is a segment that takes the batch.
    func makeRoom(
        for header: RecordBatchHeader, byteCount: Int, now: Timestamp
    ) throws(LogError) {
        // Asked where it stands: a copy of the segment would hold all that it refers to.
        let isFull = active?.mustRoll(
            before: header, byteCount: byteCount, now: now, configuration)
        guard let isFull else {
            if closed.isEmpty { try makeDirectory() }
            return try roll(to: header.baseOffset)
        }
        if isFull {
            // A batch of a compacted log may lie further on; segments still join.
            let joins = endOffset.distance(to: header.lastOffset) <= Int(Int32.max)
            try roll(to: joins ? endOffset : header.baseOffset)
        }
    }

    /// Closes the active segment, where it holds anything, and begins a new one at the end.
    package func roll() throws(LogError) {
        try checkInService()
        guard let active, !active.isEmpty else { return }
        try roll(to: endOffset)
    }

    /// Begins a segment at `baseOffset`.
    ///
    /// What fails leaves the log as it was.
    private func roll(to baseOffset: Offset) throws(LogError) {
        try writeHeld()
        do throws(Errno) {
            let file = SegmentFile(path(baseOffset, .log), in: files)
            let opened = try file.opened(.truncate)
            let hasRoom =
                configuration.preallocate
                ? try? opened.reserve(configuration.segmentBytes, at: 0) : nil
            do throws(Errno) {
                try closeActive()
            } catch {
                file.close()
                try? disk.remove(file.path)
                throw error
            }
            newNames.append(directory)
            active = ActiveSegment(baseOffset: baseOffset, file: file)
            if configuration.preallocate { active?.reservedTo = configuration.segmentBytes }
            if hasRoom == true { active?.roomTo = configuration.segmentBytes }
        } catch {
            throw LogError(writing: error)
        }
    }

    /// Writes what only memory holds of the active segment, and puts it among the closed ones.
    private func closeActive() throws(Errno) {
        guard var segment = active else { return }
        if segment.isEmpty {
            // It was begun for offsets that lie too far below the next ones.
            try removeEmpty(segment)
            return
        }
        segment.indexTime()
        try writeIndexes(of: &segment)
        if producers.end == segment.endOffset { try snapshotProducers() }
        try giveBack(segment)
        let closedSegment = ClosedSegment(
            closing: segment, directory: directory, files: files,
            indexInterval: configuration.indexIntervalBytes)
        closed.append(closedSegment)
        unsyncedIndexes.append(closedSegment)
        active = nil
    }

    private func removeEmpty(_ segment: ActiveSegment) throws(Errno) {
        unsynced.removeAll { $0.file === segment.file }
        segment.file.close()
        try disk.remove(segment.file.path)
        active = nil
    }

    /// Gives room of the active segment back that was reserved, or written ahead, and is not needed.
    func giveBack(_ segment: ActiveSegment) throws(Errno) {
        guard max(segment.reservedTo, segment.aheadTo) > segment.size else { return }
        try segment.file.opened().truncate(to: segment.size)
        // That the file ends with the last batch is to be durable.
        if segment.aheadTo > segment.size { markCut() }
    }

    /// Writes what is known of the producers beside the segments.
    func snapshotProducers() throws(Errno) {
        bytesSinceSnapshot = 0
        newFiles.append(try ProducerSnapshots(in: directory, on: disk).write(producers))
        newNames.append(directory)
    }

    /// Writes the rows of the indexes that are only in memory, into the page cache.
    func writeIndexes(of segment: inout ActiveSegment) throws(Errno) {
        try disk.open(path(segment.baseOffset, .offsetIndex), .create)
            .write(segment.offsetIndex, from: segment.storedOffsetRows)
        segment.storedOffsetRows = segment.offsetIndex.count
        try disk.open(path(segment.baseOffset, .timeIndex), .create)
            .write(segment.timeIndex, from: segment.storedTimeRows)
        segment.storedTimeRows = segment.timeIndex.count
        if let rows = try segment.writeTransactions(in: directory, on: disk) {
            segment.storedAbortedRows = rows.count
            segment.abortedAreUnknownFrom = nil
        }
    }

    // MARK: The directory

    /// Makes the directory, and in it the file that tells whose it is.
    private func makeDirectory() throws(LogError) {
        do throws(Errno) {
            try disk.makeDirectory(directory)
            newNames.append(CheckpointFile.directory(of: directory))
            try writeMetadata()
        } catch {
            throw LogError(writing: error)
        }
    }

    /// Writes whose the directory is; the next sync makes it durable.
    func writeMetadata() throws(Errno) {
        guard let topicID else { return }
        let file = try disk.open(path(PartitionMetadata.fileName), .create)
        try file.write(PartitionMetadata(topicID: topicID).text, at: 0)
        newFiles.append(file)
    }
}

extension ActiveSegment {
    /// How long it has been open, by the records' time.
    ///
    /// It counts from the first record's timestamp, or from the clock where that was earlier, to
    /// the timestamp given, or to the clock where that is earlier: records from the future, and a
    /// clock that steps, neither hinder a roll nor cause one after the other (ST11).
    func age(at timestamp: Int64, now: Timestamp) -> Int64 {
        guard let rollBase else { return 0 }
        let base = min(rollBase, now.rawValue)
        let end = timestamp < 0 ? now.rawValue : min(timestamp, now.rawValue)
        return end - base
    }
}

extension ActiveSegment {
    /// Writes the rows of the index of aborted transactions that are only in memory, into the page
    /// cache.
    ///
    /// - Returns: the file, and how many rows it has; nil where there was nothing to write.
    func writeTransactions(
        in directory: String, on disk: any Disk
    ) throws(Errno) -> (file: any DiskFile, count: Int)? {
        guard hasUnstoredAborted else { return nil }
        let file = try disk.open(
            "\(directory)/\(SegmentName.name(of: baseOffset, .transactionIndex))", .create)
        try file.write(aborted, from: storedAbortedRows)
        let end = aborted.count * AbortedTransaction.byteCount
        if try file.size() > end { try file.truncate(to: end) }
        return (file, aborted.count)
    }
}

extension DiskFile {
    /// Writes the rows from the row `first` on at their place.
    func write<Entry: IndexEntry>(
        _ rows: GrowingList<Entry>, from first: Int
    ) throws(Errno) {
        guard first < rows.count else { return }
        var bytes: [UInt8] = []
        bytes.reserveCapacity((rows.count - first) * Entry.byteCount)
        for index in first..<rows.count { rows[index].append(to: &bytes) }
        try write(bytes, at: first * Entry.byteCount)
    }
}

extension ActiveSegment {
    /// Whether it is closed before the batch is appended: it is full, too old, or cannot tell the
    /// batch's offsets.
    fileprivate func mustRoll(
        before header: RecordBatchHeader, byteCount: Int, now: Timestamp,
        _ configuration: TopicConfiguration
    ) -> Bool {
        guard !isEmpty else { return !canHold(header.lastOffset) }
        return size + byteCount > configuration.segmentBytes
            || age(at: min(header.maxTimestamp, now.rawValue), now: now)
                > configuration.longestSegmentMs
            || isIndexFull(limit: configuration.segmentIndexBytes)
            || !canHold(header.lastOffset)
    }
}
