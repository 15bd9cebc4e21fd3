import Configuration
import EventLoop
package import KafkaProtocol
import LogEngine
package import Syscalls

/// What is due when, and what was asked for meanwhile.
struct Upkeep {
    var isStopping = false
    /// Somebody waits until the starts of the logs are on the disk.
    var mustStoreStarts = false
    /// The disk did not take the starts of the logs: the next round tries again.
    var oweStarts = false
    /// Whether the checkpoint of starts has rows; nil for what was found when the broker started.
    var hasStoredStarts: Bool?
    /// When each kind of work is due next; what was never due is not in it.
    var nextTimes: [Work: Instant] = [:]
    /// What time it is for the removal of old records.
    var retentionClock = RetentionClock()
    /// How large the metadata log was after the last snapshot.
    var bytesAtSnapshot: Int64 = 0
    /// The last record that the last snapshot holds.
    var offsetAtSnapshot = Offset.none
}

// MARK: - Rounds

extension LocalBroker {
    /// Waits until there is something for ``tick(now:wallTime:)`` to do, or it is time to look.
    ///
    /// - Returns: false once the broker stops.
    package func waitForUpkeep(now: Instant) -> Bool {
        guard !groups.mustLoad, !transactions.mustLoad else { return true }
        let stopping = upkeep.wait(milliseconds: restMs(at: now)) { upkeep -> Bool? in
            upkeep.isStopping || upkeep.mustStoreStarts ? upkeep.isStopping : nil
        }
        return stopping != true
    }

    /// How long nothing is due, as far as is known: until a group's time is up, so that rebalances and
    /// sessions end when they should, and not a while later.
    ///
    /// Between 10 ms, so that what is due almost together is done together, and 200 ms: what comes up
    /// meanwhile may be due sooner. What is overdue was just tried, and the disk refused it.
    func restMs(at now: Instant) -> Int64 {
        let due = groups.nextDeadline
        guard due > now, due < now.advanced(byMilliseconds: Self.mostRestMs) else {
            return Self.mostRestMs
        }
        return max(due.milliseconds(since: now) + 1, Self.leastRestMs)
    }

    private static let leastRestMs: Int64 = 10
    private static let mostRestMs: Int64 = 200

    /// Does what is due: syncs of logs that rest, checkpoints, retention, a snapshot of the metadata,
    /// removals.
    ///
    /// One thread calls it, at least every few hundred milliseconds.
    package func tick(now: Instant, wallTime: Timestamp) {
        hosting.tell(wallTime)
        syncs.tick(now: now)
        let due = upkeep.withLock { upkeep in upkeep.takeDue(now, configuration) }
        if due.contains(.starts) { storeStarts(of: replicas.inUse) }
        if due.contains(.checkpoints) {
            let used = replicas.inUse
            storeCheckpoints(of: used)
            removeExpiredFiles(of: used, now: wallTime)
            for replica in used { hosting.tellTrouble(of: replica) }
        }
        if due.contains(.retention) {
            applyRetention(now: upkeep.withLock { $0.retentionClock.time(wallTime, at: now) })
        }
        if due.contains(.producers) { expireProducers(now: wallTime) }
        // The checkpoints forget a log before its directory goes: see KnownLogs.
        if hosting.hasRetired, storeCheckpoints(of: replicas.inUse),
            storeCleanedOffsets(always: true)
        {
            hosting.removeRetired()
        }
        storeCleanedOffsets()
        snapshotMetadata(now: wallTime, isTime: due.contains(.snapshot))
        tickGroups(now: now, wallTime: wallTime)
        if due.contains(.offsets) { expireOffsets(wallTime: wallTime) }
        tickTransactions(now: now)
        if due.contains(.transactions) { abortOverdueTransactions(wallTime: wallTime) }
        if due.contains(.transactionalIDs) { expireTransactionalIDs(wallTime: wallTime) }
    }

    /// Moves the start of a partition's log up, and has it put on the disk.
    ///
    /// The answer waits with ``Replica/watch(durableStartBefore:tell:)`` for what this returns.
    package func deleteRecords(
        of replica: Replica, before offset: Offset?
    ) throws(ReplicaError) -> Offset {
        let start = try replica.deleteRecords(before: offset)
        if !replica.isStartDurable(at: start) {
            upkeep.withLock { $0.mustStoreStarts = true }
            upkeep.wakeAll()
        }
        return start
    }

    private func removeExpiredFiles(of used: [Replica], now: Timestamp) {
        for replica in used + [quorum.replica] {
            replica.removeExpiredFiles(now: now, from: hosting.files.disk)
        }
    }

    private func applyRetention(now: Timestamp) {
        for replica in replicas.all {
            replica.applyRetention(now: now)
        }
    }

    private func expireProducers(now: Timestamp) {
        for replica in replicas.all {
            replica.expireProducers(after: configuration.producerIDExpirationMs, now: now)
        }
    }
}

extension Upkeep {
    /// The kinds of work that come round.
    enum Work {
        case starts, checkpoints, retention, producers, snapshot, offsets, transactions,
            transactionalIDs
    }

    /// What is due now; the next time of each is noted.
    fileprivate mutating func takeDue(
        _ now: Instant, _ configuration: BrokerConfiguration
    ) -> Set<Work> {
        var due: Set<Work> = mustStoreStarts || oweStarts ? [.starts] : []
        (mustStoreStarts, oweStarts) = (false, false)
        let retention = configuration.logRetentionCheckIntervalMs
        let rounds: [(work: Work, interval: Int64, first: Int64?)] = [
            (.checkpoints, configuration.replicaHighWatermarkCheckpointIntervalMs, nil),
            (.retention, retention, min(configuration.logInitialTaskDelayMs, retention)),
            (.producers, configuration.producerIDExpirationCheckIntervalMs, nil),
            (.snapshot, configuration.metadataLogMaxSnapshotIntervalMs, nil),
            (.offsets, configuration.offsetsRetentionCheckIntervalMs, nil),
            (.transactions, configuration.transactionAbortCheckIntervalMs, nil),
            (.transactionalIDs, configuration.transactionalIDExpirationCheckIntervalMs, nil),
        ]
        for (work, interval, first) in rounds {
            if nextTimes[work, default: .distantFuture] <= now { due.insert(work) }
            if nextTimes[work] == nil {
                nextTimes[work] = now.advanced(byMilliseconds: first ?? interval)
            } else if due.contains(work) {
                nextTimes[work] = now.advanced(byMilliseconds: interval)
            }
        }
        return due
    }
}

// MARK: - Checkpoints

extension LocalBroker {
    /// Writes the three checkpoints: how far the logs are sound, how far they were seen, where
    /// they begin; of the replicas that are in use.
    ///
    /// One that the disk refuses is written with the next round.
    ///
    /// - Returns: whether the disk took them.
    @discardableResult
    func storeCheckpoints(of used: [Replica]) -> Bool {
        var points = OffsetCheckpoint()
        var highWatermarks = OffsetCheckpoint()
        for replica in used + [quorum.replica] {
            guard let row = replica.checkpoint() else { continue }
            points.offsets[replica.partition] = row.recoveryPoint
            highWatermarks.offsets[replica.partition] = row.highWatermark
        }
        do throws(Errno) {
            var files = Replacements(on: hosting.files.disk)
            try points.store(.recoveryPoint, with: &files)
            try highWatermarks.store(.highWatermark, with: &files)
            try files.place()
        } catch {
            // The old files hold meanwhile.
            return false
        }
        return storeStarts(of: used)
    }

    @discardableResult
    private func storeStarts(of used: [Replica]) -> Bool {
        var starts = OffsetCheckpoint()
        var rows: [(Replica, Offset)] = []
        for replica in used {
            let start = replica.status.startOffset
            guard start > .zero else { continue }
            starts.offsets[replica.partition] = start
            rows.append((replica, start))
        }
        // Rows that no log has any more must go: they would be taken for those of a new topic.
        let hasStored = upkeep.withLock { $0.hasStoredStarts } ?? hosting.knownLogs.hasStarts
        guard !rows.isEmpty || hasStored else { return true }
        do throws(Errno) {
            try starts.store(.logStart, on: hosting.files.disk)
            let hasRows = !rows.isEmpty
            upkeep.withLock { $0.hasStoredStarts = hasRows }
            for (replica, start) in rows { replica.startIsDurable(at: start) }
            return true
        } catch {
            // Who waits for it waits on.
            upkeep.withLock { $0.oweStarts = true }
            return false
        }
    }
}

// MARK: - Snapshots of the metadata

extension LocalBroker {
    /// Writes a snapshot of the image in force once enough was appended since the last, or enough
    /// time has passed; the metadata log is trimmed behind it.
    private func snapshotMetadata(now: Timestamp, isTime: Bool) {
        let bytes = quorum.replica.status.byteCount
        let limit = configuration.metadataLogMaxRecordBytesBetweenSnapshots
        let image = image
        let isDue = upkeep.withLock { upkeep in
            bytes - upkeep.bytesAtSnapshot >= limit
                || isTime && image.offset > upkeep.offsetAtSnapshot
        }
        guard isDue else { return }
        // What the disk refuses is tried again in the next round; until then the log is longer.
        guard (try? quorum.snapshot(image, now: now)) != nil else { return }
        let left = quorum.replica.status.byteCount
        upkeep.withLock { upkeep in
            upkeep.bytesAtSnapshot = left
            upkeep.offsetAtSnapshot = image.offset
        }
    }
}

// MARK: - The end

extension LocalBroker {
    /// Stops in order: everything is on the disk on return, and nothing is taken any more.
    ///
    /// Whoever runs the broker has ended its loops and its upkeep before.
    ///
    /// - Returns: whether the next start need not look through the logs.
    package func stop() -> Bool {
        endUpkeep()
        syncs.stop()
        storeCleanedOffsets()
        var isClean = quorum.replica.close()
        for replica in replicas.all where !replica.close() { isClean = false }
        return storeCheckpoints(of: replicas.inUse) && isClean
    }

    /// Has ``waitForUpkeep(milliseconds:)`` and ``waitForTransactions()`` say that it is over.
    package func endUpkeep() {
        upkeep.withLock { $0.isStopping = true }
        upkeep.wakeAll()
        transactions.driver.post(.stop)
    }
}
