import KafkaProtocol
import Syscalls

/// What stands beside the segments is found again: the start, epochs, producers.
extension PartitionLog {
    /// The log begins where the checkpoint says, but not before its first segment.
    ///
    /// Where all of it lies below that start, it is empty and goes on there.
    func settleStart(_ plan: RecoveryPlan) throws(Errno) {
        startOffset = max(closed.first?.baseOffset ?? active?.baseOffset ?? .zero, plan.logStart)
        guard startOffset > endOffset else { return }
        try startAnew(at: startOffset)
    }

    /// Removes all segments and begins an empty one.
    func startAnew(at offset: Offset) throws(Errno) {
        wasPutRight = true
        let fresh = SegmentFile(path(offset, .log), in: files)
        if active?.baseOffset != offset || active?.isEmpty == false {
            for base in [active?.baseOffset].compactMap({ $0 })
                + closed.reversed().map(\.baseOffset)
            where base != offset {
                try removeFiles(of: base)
            }
        }
        active?.file.close()
        for segment in closed { for file in segment.allFiles { file.close() } }
        closed.removeAll()
        unsyncedIndexes.removeAll()
        unsynced.removeAll()
        _ = try fresh.opened(.truncate)
        for kind in [SegmentName.Kind.offsetIndex, .timeIndex, .transactionIndex] {
            try disk.remove(path(offset, kind))
        }
        active = ActiveSegment(baseOffset: offset, file: fresh)
        newNames.append(directory)
        begin(at: offset)
    }

    /// Reads what is known of epochs and producers, and what the batches behind that tell.
    func recoverStates(_ plan: RecoveryPlan, now: Timestamp) throws(Errno) {
        let snapshots = ProducerSnapshots(in: directory, on: disk)
        try snapshots.removeAll(above: endOffset)
        let oldest = firstOffsetOnDisk
        producers = try snapshots.newest(upTo: endOffset) ?? ProducerStates(from: .zero)
        if producers.end < oldest {
            // What came between is deleted: it is better to know nothing than what is outdated.
            producers = ProducerStates(from: .zero)
        }
        let stored = try EpochHistory.load(from: directory, on: disk)
        epochs = stored ?? EpochHistory()
        // One that does not reach down to the start does not tell all: a log was emptied and then
        // truncated, or its start was raised, and the power went before that was durable.
        let tellsAll = stored?.epoch(at: startOffset) != nil
        let unknownEpochs = tellsAll ? min(plan.recoveryPoint, endOffset) : .zero
        epochs.truncateFromEnd(to: unknownEpochs)
        noteUnknown(from: view().firstUntrue())
        let told = try replay(epochsFrom: unknownEpochs, now: now)
        try takeAborted(try settled(told), plan)
        if let idle = stored?.entries.last(where: { $0.startOffset == endOffset }) {
            // A leader that has written nothing yet.
            epochs.assign(idle.epoch, at: endOffset)
        }
        epochs.settle(in: startOffset..<endOffset)
        if epochs != stored { epochsAreStored = false }
        hasSnapshot = producers.end == endOffset
        producers.end = endOffset
    }

    /// Takes in what the headers of the batches tell.
    ///
    /// - Returns: the transactions that were aborted, from ``abortedAreUnknownFrom`` on.
    private func replay(
        epochsFrom epochStart: Offset, now: Timestamp
    ) throws(Errno) -> [AbortedTransaction] {
        let start = min(epochStart, producers.end)
        var aborted = try abortedBeforeSnapshot()
        for segment in view().segments(after: start) {
            let file = try segment.file()
            var scan = HeaderScan(
                file, from: try segment.position(from: start), to: segment.size, chunk: 1 << 16)
            while let (header, position) = try scan.next() {
                if header.baseOffset >= epochStart,
                    epochs.epoch(at: header.baseOffset) != header.leaderEpoch
                {
                    epochs.assign(header.leaderEpoch, at: header.baseOffset)
                }
                guard header.baseOffset >= producers.end else { continue }
                let marker = try TransactionMarker.read(header, at: position, in: file)
                if let row = producers.takeIn(header, marker, now: now) { aborted.append(row) }
            }
        }
        guard let unknown = abortedAreUnknownFrom else { return [] }
        return aborted.filter { $0.lastOffset >= unknown }
    }

    /// Whether all that was found was on the disk before.
    ///
    /// Nothing lies behind the recovery point, nothing had to be put right, and a snapshot or the
    /// batches tell of the producers up to the end: a damaged snapshot of a log without batches is
    /// written anew. Then an idle log costs no sync after a crash (ST10).
    private func isAsRecovered(by plan: RecoveryPlan) -> Bool {
        endOffset == plan.recoveryPoint && unsynced.isEmpty && newFiles.isEmpty
            && unsyncedIndexes.isEmpty && epochsAreStored && hasSnapshot && !wasPutRight
            && (plan.isClean || active?.isEmpty != true)
            && active?.hasUnstoredAborted != true
    }

    /// Makes durable what was found.
    ///
    /// On a full disk what can be found again is not written.
    func secure(_ plan: RecoveryPlan) throws(Errno) {
        guard !isAsRecovered(by: plan) else {
            newNames.removeAll()
            syncedEnd = endOffset
            recoveryPoint = endOffset
            // Outdated ones that were removed may be there again.
            return try ProducerSnapshots(in: directory, on: disk).removeAll(
                below: endOffset, butFor: segmentBase(holding: endOffset))
        }
        try writeMetadataAgain(plan)
        try syncAll()
        recoveryPoint = min(plan.recoveryPoint, endOffset)
        do throws(Errno) {
            if !hasSnapshot { try snapshotProducers() }
            try storeState()
            try syncAll()
            recoveryPoint = endOffset
        } catch {
            guard error.isFullDisk else { throw error }
        }
    }

    /// Writes `partition.metadata` once more, unless a sync before the restart is known to have made
    /// it durable: after one that failed its page looks clean, and is on no disk (ST3).
    private func writeMetadataAgain(_ plan: RecoveryPlan) throws(Errno) {
        guard !plan.isClean, plan.recoveryPoint <= firstOffsetOnDisk else { return }
        do throws(Errno) {
            try writeMetadata()
        } catch {
            guard error.isFullDisk else { throw error }
        }
    }

    /// Where the oldest segment begins.
    var firstOffsetOnDisk: Offset {
        closed.first?.baseOffset ?? active?.baseOffset ?? endOffset
    }
}
