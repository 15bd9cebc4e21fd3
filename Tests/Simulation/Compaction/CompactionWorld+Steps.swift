internal import Bytes
internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

extension CompactionWorld {
    // MARK: Writing

    /// Appends records outside of a transaction, of which some have a producer.
    func append() throws {
        var batch = Batch(first: end, records: someRecords())
        let id = Int64(random.number(in: 1..<4))
        if id < 3 {
            let producer = producers[id] ?? Producer()
            (batch.producer, batch.epoch, batch.sequence) = (id, producer.epoch, producer.next)
        }
        try write(batch, records(of: batch))
        note("append \(batch.records.count) records at \(batch.first)")
    }

    func someRecords() -> [Written] {
        (0..<random.number(in: 1..<5)).map { _ in
            Written(
                key: random.number(in: 0..<8),
                value: random.happens(0.25) ? nil : random.number(in: 0..<1_000_000))
        }
    }

    /// The bytes of a batch of records.
    func records(of batch: Batch) -> ByteBuffer {
        var builder = RecordBatchBuilder(compression: Compression(random.pick([.none, .lz4])))
        for record in batch.records {
            builder.append(
                timestamp: now, key: Array("key-\(record.key)".utf8),
                value: record.value.map { Array("value-\($0)".utf8) })
        }
        builder.header.producerID = ProducerID(rawValue: batch.producer)
        builder.header.producerEpoch = ProducerEpoch(rawValue: batch.epoch)
        builder.header.baseSequence = batch.sequence
        builder.header.attributes.isTransactional = batch.isTransactional
        return builder.finish()
    }

    /// Appends a batch, and takes it into the history.
    func write(
        _ batch: Batch, _ content: consuming ByteBuffer,
        with transaction: TransactionalAppend? = nil
    ) throws {
        guard let header = RecordBatchHeader(content.bytes) else { return }
        pending = batch
        let range = 0..<content.count
        var frame = content.mutableBytes
        let base = try log.append(
            &frame, batchAt: range, header: header, leaderEpoch: LeaderEpoch(rawValue: epoch),
            now: timestamp, origin: batch.marker == nil ? .client : .coordinator,
            transaction: transaction
        ).baseOffset.rawValue
        try hold(
            "L1", base == batch.first,
            "the batch got offset \(base), the log ended at \(batch.first)")
        take(batch)
    }

    /// Takes in a batch that lies in the log.
    func take(_ batch: Batch) {
        batches.append(batch)
        producers[batch.producer] = Self.producer(producers[batch.producer], after: batch)
        written = end
        pending = nil
    }

    // MARK: Making durable

    func sync() throws {
        defer { if random.happens(0.7) { committed = max(committed, acknowledged) } }
        guard let work = log.takeSyncWork() else { return }
        for file in work.files { try file.sync() }
        for directory in work.directories { try disk.syncDirectory(directory) }
        if log.synced(work) { acknowledged = max(acknowledged, work.end.rawValue) }
        note("synced up to \(work.end)")
    }

    func checkpoint() throws {
        if let checkpoint = log.takeCheckpoint() {
            try checkpoint.write()
            log.checkpointed(checkpoint)
        }
        try storeOffsets()
        if let cleanedTo { try store(.cleaner, cleanedTo) }
        note("checkpoint at \(log.recoveryPoint)")
    }

    private func storeOffsets() throws {
        try store(.recoveryPoint, log.recoveryPoint)
        try store(.highWatermark, Offset(rawValue: committed))
    }

    func removeExpiredFiles() throws {
        for path in log.takeExpiredFiles(now: timestamp) { try disk.remove(path) }
    }

    /// Cuts off what a new leader does not have.
    func truncate() throws {
        guard committed < end else { return }
        let target = Int64(random.number(in: Int(committed)..<Int(end)))
        let newEnd = batches.last { $0.first < target && $0.end > target }?.first ?? target
        note("truncate to \(target)")
        acknowledged = min(acknowledged, newEnd)
        written = min(written, newEnd)
        let point = log.recoveryPoint(beforeTruncationTo: Offset(rawValue: target))
        if point < log.recoveryPoint { try store(.recoveryPoint, point) }
        try log.truncate(to: Offset(rawValue: target), now: timestamp)
        try hold("RP2", end == newEnd, "the log was cut to \(end), not to \(newEnd)")
        takeEnd()
        acknowledged = end
        epoch += 1
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
        try checkInvariants()
    }

    /// Forgets what lies behind the end of the log.
    func takeEnd() {
        pending = nil
        batches = batches.filter { $0.first >= start && $0.end <= end }
        horizons = horizons.filter { $0.key < end }
        gone = gone.filter { $0 < end }
        written = end
        producers = [:]
        for batch in batches {
            producers[batch.producer] = Self.producer(producers[batch.producer], after: batch)
        }
    }

    // MARK: Compaction

    func compact() throws {
        let highWatermark = Offset(rawValue: committed)
        let work = try log.takeCompaction(
            cleanedTo: cleanedTo,
            stableEnd: log.lastStableOffset(highWatermark: highWatermark), now: timestamp)
        guard let work else { return }
        // What it is compacted by is promised on the disk: what damage could take would be no reason.
        try storeOffsets()
        try noteSpentMarkers()
        let limits = CompactionLimits(tableBytes: random.pick([1, 1 << 20]), tableLoad: 0.5)
        note("compact up to \(work.end) from \(cleanedTo ?? .zero)")
        let compaction = try Compaction(of: work, within: limits, random: &random)
        guard try compaction.run(on: self) else { return note("the log had changed") }
        cleanedTo = compaction.end
        rounds += 1
        note("compacted up to \(compaction.end)")
    }

    /// The topic is compacted no more, or again.
    func toggleDeletion() throws {
        configuration.cleanupPolicy =
            configuration.cleanupPolicy == .compact ? .delete : .compact
        configuration.retentionMs = -1
        log.configuration = configuration
        note("the policy is \(configuration.cleanupPolicy.rawValue)")
    }
}
