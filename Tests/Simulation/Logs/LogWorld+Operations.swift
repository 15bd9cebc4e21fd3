internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// What a replica asks of its log.
extension LogWorld {
    // MARK: Producing

    /// Appends a batch of a producer that does all right.
    func append() throws {
        let producer = nextProducer()
        let count = random.number(in: 1..<6)
        let batch = MadeBatch(
            timestamps: (0..<count).map { _ in now + Int64(random.number(in: -3_000..<1_000)) },
            from: producer, valueSize: random.number(in: 0..<300), &random)
        try append(batch, of: producer)
    }

    /// Appends a batch, or the marker that it is, of a producer that does all right.
    func append(
        _ batch: MadeBatch, of producer: MadeBatch.Producer,
        with transaction: TransactionalAppend? = nil, marker: TransactionMarker? = nil
    ) throws {
        let what = marker.map { $0.isCommit ? "commit" : "abort" }
        note(
            "append \(what ?? "\(batch.timestamps.count) records"), \(batch.bytes.count) bytes, "
                + "producer \(producer.id) epoch \(producer.epoch) from \(producer.sequence) "
                + "at \(model.end)")
        let stamp = configuration.messageTimestampType == .logAppendTime ? now : nil
        let expected = LogModel.Entry(
            batch.placed(at: model.end, epoch: epoch, logAppendTime: stamp), logAppendTime: stamp,
            marker: marker)
        model.pending = expected
        let appended = try send(
            batch, origin: marker == nil ? .client : .coordinator, transaction: transaction)
        try hold(
            "L1", appended.baseOffset.rawValue == model.end && !appended.isDuplicate,
            "the batch got offset \(appended.baseOffset), the log ended at \(model.end)")
        model.append(expected)
        model.written = log.writtenEnd.rawValue
    }

    func send(
        _ batch: MadeBatch, origin: AppendOrigin = .client,
        transaction: TransactionalAppend? = nil
    ) throws(LogError) -> Appended {
        var bytes = batch.bytes
        var span = bytes.mutableSpan
        var frame = unsafe span.mutableBytes
        return try log.append(
            &frame, batchAt: 0..<frame.byteCount, header: batch.header,
            leaderEpoch: LeaderEpoch(rawValue: epoch), now: timestamp, origin: origin,
            transaction: transaction, mayHold: random.happens(0.5))
    }

    /// Writes what is held, as the end of a loop's turn does.
    func writeHeld() throws {
        note("write what is held from \(log.writtenEnd)")
        try log.writeHeld()
        model.written = log.writtenEnd.rawValue
    }

    /// A producer and where it goes on; the last is not idempotent.
    private func nextProducer() -> MadeBatch.Producer {
        let id = Int64(random.number(in: 1..<5))
        guard id < 4 else { return MadeBatch.Producer() }
        guard let state = model.producers.producers[ProducerID(rawValue: id)] else {
            // One of them soon comes to the largest number.
            return MadeBatch.Producer(id: id, epoch: 0, sequence: id == 3 ? .max - 9 : 0)
        }
        guard !random.happens(0.05) else {
            return MadeBatch.Producer(id: id, epoch: state.epoch.rawValue + 1, sequence: 0)
        }
        let last = state.batches.last?.lastSequence ?? -1
        return MadeBatch.Producer(
            id: id, epoch: state.epoch.rawValue, sequence: last == .max ? 0 : last + 1)
    }

    /// Sends one of the last five batches of a producer once more (I-2).
    func resend() throws {
        let id = ProducerID(rawValue: Int64(random.number(in: 1..<8)))
        guard let state = log.producers.producers[id], state.batches.count > 0 else { return }
        let known = state.batches[random.number(in: 0..<state.batches.count)]
        guard let entry = model.entry(holding: known.firstOffset.rawValue) else { return }
        note("resend \(id) from \(known.firstSequence), which stands at \(known.firstOffset)")
        let appended = try send(entry.batch)
        try hold(
            "I-2", appended.isDuplicate && appended.baseOffset == known.firstOffset,
            "the batch at \(known.firstOffset) was sent again, and got \(appended)")
    }

    /// Leaves a sequence out (I-1).
    func sendOutOfOrder() throws {
        let id = ProducerID(rawValue: Int64(random.number(in: 1..<4)))
        guard let state = log.producers.producers[id], let last = state.batches.last else { return }
        let producer = MadeBatch.Producer(
            id: id.rawValue, epoch: state.epoch.rawValue,
            sequence: (last.lastSequence &+ 5) & .max)
        note("out of order \(id)")
        let batch = MadeBatch(timestamps: [now], from: producer, valueSize: 5, &random)
        do throws(LogError) {
            _ = try send(batch)
        } catch {
            guard case .producer(.outOfOrderSequence) = error else { throw error }
            return
        }
        throw Breach("I-1", "a batch of \(id) with a gap before it was taken")
    }

    // MARK: Making durable

    /// Syncs all, as a round of the queue does.
    func sync() throws {
        try endSync()
        try writeHeld()
        note("sync up to \(log.endOffset)")
        syncUnderWay = log.takeSyncWork()
        try endSync()
    }

    /// Begins a sync, or ends the one that was begun: what comes between is not in it.
    func beginOrEndSync() throws {
        guard syncUnderWay == nil else { return try endSync() }
        try writeHeld()
        syncUnderWay = log.takeSyncWork()
        note("begin to sync up to \(syncUnderWay?.end ?? .none)")
    }

    private func endSync() throws {
        guard let work = syncUnderWay else { return }
        syncUnderWay = nil
        do throws(Errno) {
            for file in work.files { try file.sync() }
            for directory in work.directories { try disk.syncDirectory(directory) }
        } catch {
            note("the sync was refused: \(error)")
            throw SyncRefused()
        }
        if log.synced(work) {
            model.acknowledged = max(model.acknowledged, work.end.rawValue)
            note("synced up to \(work.end)")
        }
    }

    /// Writes what lies beside the log, and the offsets from which recovery begins.
    func checkpoint() throws {
        note("checkpoint")
        if let checkpoint = log.takeCheckpoint() {
            do throws(Errno) {
                try checkpoint.write()
            } catch {
                log.checkpointed(checkpoint, isWritten: false)
                throw error
            }
            log.checkpointed(checkpoint)
        }
        try store(.recoveryPoint, log.recoveryPoint.rawValue)
        try store(.highWatermark, model.acknowledged)
    }

    func store(_ name: OffsetCheckpoint.Name, _ offset: Int64) throws(Errno) {
        try store(name, Offset(rawValue: offset))
    }

    // MARK: The start and the end of the log

    func retain() throws {
        let oldStart = log.startOffset.rawValue
        let sizeBefore = log.size
        note("retention from \(oldStart), \(sizeBefore) bytes")
        defer { model.furthestStart = max(model.furthestStart, log.startOffset.rawValue) }
        try log.applyRetention(
            now: timestamp, highWatermark: Offset(rawValue: model.acknowledged))
        try checkRetention(from: oldStart)
    }

    func removeExpiredFiles() throws {
        for path in log.takeExpiredFiles(now: timestamp) { try disk.remove(path) }
    }

    func deleteRecords() throws {
        let start = log.startOffset.rawValue
        guard start < model.acknowledged else { return }
        let target = start + Int64(random.number(in: 0..<Int(model.acknowledged - start) + 1))
        note("delete records before \(target)")
        model.furthestStart = max(model.furthestStart, target)
        try log.raiseStart(to: Offset(rawValue: target))
        try store(.logStart, target)
        model.acknowledgedStart = max(model.acknowledgedStart, target)
    }

    /// Cuts the end off, as a follower does that finds that another leader's records count.
    func truncate() throws {
        let floor = max(model.acknowledged, log.startOffset.rawValue)
        guard floor < model.end else { return }
        let target = floor + Int64(random.number(in: 0..<Int(model.end - floor) + 1))
        note("truncate to \(target)")
        let newEnd = model.entry(holding: target)?.baseOffset ?? target
        model.written = min(model.written, newEnd)
        let point = log.recoveryPoint(beforeTruncationTo: Offset(rawValue: target))
        if point < log.recoveryPoint { try store(.recoveryPoint, point.rawValue) }
        try log.truncate(to: Offset(rawValue: target), now: timestamp)
        model.truncate(to: target)
        model.written = log.writtenEnd.rawValue
        try hold(
            "1.5.4", log.endOffset.rawValue == model.end,
            "cut to \(target) the log ends at \(log.endOffset), not at \(model.end)")
        try newLeaderEpoch()
    }

    func newLeaderEpoch() throws {
        epoch += Int32(random.number(in: 1..<3))
        note("leader epoch \(epoch)")
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
    }

    func roll() throws {
        note("roll")
        try log.roll()
    }
}

/// A sync that failed: the log is never trusted again without a restart.
struct SyncRefused: Error {}
