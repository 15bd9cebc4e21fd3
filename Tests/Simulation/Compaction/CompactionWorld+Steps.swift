internal import Bytes
internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

extension CompactionWorld {
    // MARK: Writing

    func append() throws {
        let first = end
        let records = (0..<random.number(in: 1..<5)).map { _ in
            Written(
                key: random.number(in: 0..<8),
                value: random.happens(0.25) ? nil : random.number(in: 0..<1_000_000))
        }
        let batch = batch(of: records)
        pending = (first, records)
        let base = try send(batch)
        try hold("L1", base == first, "the batch got offset \(base), the log ended at \(first)")
        take(records, at: first)
        note("append \(records.count) records at \(first)")
    }

    private func take(_ records: [Written], at first: Int64) {
        for (index, record) in records.enumerated() { history[first + Int64(index)] = record }
        written = end
        pending = nil
    }

    private func batch(of records: [Written]) -> [UInt8] {
        var builder = RecordBatchBuilder(compression: Compression(random.pick([.none, .lz4])))
        for record in records {
            builder.append(
                timestamp: now, key: Array("key-\(record.key)".utf8),
                value: record.value.map { Array("value-\($0)".utf8) })
        }
        let producer = Int64(random.number(in: 1..<4))
        if producer < 3 {
            let sequence = sequences[producer] ?? 0
            builder.header.producerID = ProducerID(rawValue: producer)
            builder.header.producerEpoch = ProducerEpoch(rawValue: 0)
            builder.header.baseSequence = sequence
            sequences[producer] = sequence + Int32(records.count)
        }
        let buffer = builder.finish()
        return unsafe buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    private func send(_ batch: [UInt8]) throws -> Int64 {
        var bytes = batch
        guard let header = RecordBatchHeader(unsafe bytes.span.bytes) else { return -1 }
        var span = bytes.mutableSpan
        var frame = unsafe span.mutableBytes
        return try log.append(
            &frame, batchAt: 0..<frame.byteCount, header: header,
            leaderEpoch: LeaderEpoch(rawValue: epoch), now: timestamp
        ).baseOffset.rawValue
    }

    // MARK: Making durable

    func sync() throws {
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
        try store(.recoveryPoint, log.recoveryPoint)
        try store(.highWatermark, Offset(rawValue: acknowledged))
        if let cleanedTo { try store(.cleaner, cleanedTo) }
        note("checkpoint at \(log.recoveryPoint)")
    }

    private func store(_ name: OffsetCheckpoint.Name, _ offset: Offset) throws(Errno) {
        try OffsetCheckpoint([Self.partition: offset]).store(name, on: disk)
    }

    func removeExpiredFiles() throws {
        for path in log.takeExpiredFiles(now: timestamp) { try disk.remove(path) }
    }

    // MARK: Compaction

    func compact() throws {
        let work = try log.takeCompaction(
            cleanedTo: cleanedTo, stableEnd: Offset(rawValue: acknowledged), now: timestamp)
        guard let work else { return }
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

    // MARK: What befalls it

    func armCrash() {
        let kind: CrashKind = random.happens(0.7) ? .powerLoss : .kill
        let after = random.number(in: 0..<random.pick([3, 15, 60]))
        note("\(kind) in \(after) changes")
        disk.crash(kind, after: after)
    }

    func closeAndReopen() throws {
        note("close")
        try log.close()
        acknowledged = end
        try checkpoint()
        try open(isClean: true)
    }

    private func open(isClean: Bool) throws {
        let point = try load(.recoveryPoint) ?? .zero
        let plan = RecoveryPlan(
            isClean: isClean, recoveryPoint: point,
            promised: max(point, try load(.highWatermark) ?? .zero))
        log = try PartitionLog(
            opening: Self.directory, on: disk, configuration: configuration, recovery: plan,
            now: timestamp)
        cleanedTo = try load(.cleaner)
        epoch += 1
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
        note("opened, the log ends at \(log.endOffset)")
    }

    private func load(_ name: OffsetCheckpoint.Name) throws -> Offset? {
        try OffsetCheckpoint.load(name, from: disk)?.offsets[Self.partition]
    }

    /// Starts the broker after the machine has stopped, which may stop once more meanwhile.
    func restart() throws {
        let required = disk.lastCrash == .powerLoss ? acknowledged : max(written, acknowledged)
        var lost = disk.lastCrash == .powerLoss
        while true {
            disk.restart()
            if random.happens(0.3) {
                disk.crash(
                    random.happens(0.7) ? .powerLoss : .kill, after: random.number(in: 0..<20))
            }
            do {
                try open(isClean: false)
                disk.disarm()
                break
            } catch {
                guard disk.isDown else { throw Breach("ST1", "the log cannot be opened: \(error)") }
                lost = lost || disk.lastCrash == .powerLoss
                note("down again while starting")
            }
        }
        let floor = lost ? acknowledged : required
        try hold(
            "ST2", end >= floor, "the log ends at \(end), all before \(floor) was promised")
        // Where nothing was promised, all may go, the log's beginning too.
        let newStart = log.startOffset.rawValue
        try hold(
            "ST2", newStart == start || floor <= start,
            "the log begins at \(newStart), not at \(start), and \(floor) was promised")
        start = newStart
        settle()
    }

    /// Takes over what the restart has left.
    private func settle() {
        if let pending, pending.first + Int64(pending.records.count) == end {
            take(pending.records, at: pending.first)
        }
        pending = nil
        history = history.filter { $0.key >= start && $0.key < end }
        acknowledged = end
        written = end
        for (id, state) in log.producers.producers {
            sequences[id.rawValue] = (state.batches.last?.lastSequence ?? -1) + 1
        }
        for id in sequences.keys where log.producers.producers[ProducerID(rawValue: id)] == nil {
            sequences[id] = nil
        }
    }
}
