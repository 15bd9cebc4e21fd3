internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// What must hold.
extension LogWorld {
    // MARK: After every step

    func checkQuickly() throws {
        let start = log.startOffset.rawValue
        try hold(
            "L1", log.endOffset.rawValue == model.end,
            "the log ends at \(log.endOffset), the model at \(model.end)")
        try hold(
            "ST15", start >= model.acknowledgedStart && start <= model.furthestStart,
            "the log starts at \(start), which must lie in "
                + "\(model.acknowledgedStart)...\(model.furthestStart)")
    }

    // MARK: Reading

    /// Reads at any offset, also where there is nothing, and may keep what it was given (ST14).
    func read() throws {
        let offset = Int64(random.number(in: -1..<Int(model.end) + 3))
        let upTo = random.happens(0.5) ? model.end : model.acknowledged
        let maxBytes = random.pick([0, 100, 1_000, 50_000])
        let isWhole = random.happens(0.7)
        note("read at \(offset) up to \(upTo), \(maxBytes) bytes")
        try log.writeHeld()
        try check(from: offset, upTo: upTo, maxBytes: maxBytes, wholeFirstBatch: isWhole)
        try sendHeld()
    }

    private func check(
        from offset: Int64, upTo end: Int64, maxBytes: Int, wholeFirstBatch: Bool
    ) throws {
        let slice: FileSlice?
        do throws(LogError) {
            slice = try log.view().read(
                from: Offset(rawValue: offset), upTo: Offset(rawValue: end), maxBytes: maxBytes,
                wholeFirstBatch: wholeFirstBatch)
        } catch {
            guard case .outOfRange = error else { throw error }
            let isOutside = offset < log.startOffset.rawValue || offset > model.end
            return try hold("ST14", isOutside, "offset \(offset) was said to be out of range")
        }
        let expected = model.entry(holding: offset).map { first in
            first.endOffset <= end && (first.batch.bytes.count <= maxBytes || wholeFirstBatch)
        }
        guard let slice else {
            return try hold("ST14", expected != true, "nothing was given at \(offset)")
        }
        try hold("ST14", expected == true, "something was given at \(offset), up to \(end)")
        let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        try compare(bytes, from: offset, upTo: end, maxBytes: maxBytes)
        held.append((slice, bytes))
    }

    /// Whole batches, the first of them the one that holds `offset` (L2, L4).
    private func compare(_ bytes: [UInt8], from offset: Int64, upTo end: Int64, maxBytes: Int)
        throws
    {
        var position = 0
        var next = offset
        while position < bytes.count {
            guard let entry = model.entry(holding: next) else {
                throw Breach("R4", "more was given at \(offset) than there is")
            }
            let expected = entry.batch.bytes
            try hold(
                "L2", bytes.dropFirst(position).starts(with: expected),
                "the batch at \(entry.baseOffset) is not what was sent: "
                    + difference(bytes.dropFirst(position), expected))
            position += expected.count
            next = entry.endOffset
            try hold("R4", next <= end, "a batch up to \(next) was given, \(end) was allowed")
            try hold(
                "ST14", position <= maxBytes || entry.baseOffset <= offset,
                "\(position) bytes were given, \(maxBytes) were allowed")
        }
    }

    private func difference(_ bytes: ArraySlice<UInt8>, _ expected: [UInt8]) -> String {
        let same = zip(bytes, expected).prefix { $0 == $1 }.count
        return "of \(expected.count) bytes the first \(same) are, \(bytes.count) were given"
    }

    /// What a reader was given is still what it was, whatever has become of the log (ST15).
    private func sendHeld() throws {
        while held.count > 3 || (random.happens(0.5) && !held.isEmpty) {
            let (slice, bytes) = held.removeFirst()
            let now = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            try hold("ST15", now == bytes, "bytes have changed beneath a reader")
        }
    }

    // MARK: Retention

    /// Only what the settings let go is gone (ST11, ST15).
    func checkRetention(from oldStart: Int64) throws {
        let newStart = log.startOffset.rawValue
        try hold("ST15", newStart >= oldStart, "the start went back to \(newStart)")
        try hold(
            "ST15", newStart <= max(model.acknowledged, oldStart),
            "retention went beyond the high watermark")
        let gone = model.entries.filter { $0.endOffset > oldStart && $0.endOffset <= newStart }
        let limit = configuration.retentionMs
        let allTooOld =
            limit >= 0
            && gone.allSatisfy { now - $0.header.maxTimestamp > limit }
        let leftEnough =
            configuration.retentionBytes >= 0 && Int64(log.size) >= configuration.retentionBytes
        try hold(
            "ST11", gone.isEmpty || allTooOld || leftEnough,
            "offsets \(oldStart) to \(newStart) went, and no rule let them")
    }

    // MARK: After a restart

    /// `mayBeginLater` says whether the power was lost before it, or the log was cut before damage.
    func checkRestart(required: Int64, mayBeginLater: Bool) throws {
        let end = log.endOffset.rawValue
        let statement = mayBeginLater ? "ST2" : "ST1"
        try hold(
            statement, end >= required,
            "the log ends at \(end), all before \(required) was promised")
        model.settle(at: end)
        if mayBeginLater, required <= model.furthestStart {
            // Of what was promised nothing was left: a log that lost the names of its first files
            // begins where the first begins that it kept.
            model.furthestStart = max(model.furthestStart, log.startOffset.rawValue)
        }
        try hold("L6", model.end == end, "the log ends at \(end), which no batch does")
        model.furthestStart = max(model.furthestStart, model.acknowledgedStart)
        try checkEverything()
        if random.happens(0.2) { try checkSecondRecovery() }
    }

    /// All that must hold of a log at rest.
    func checkEverything() throws {
        try checkQuickly()
        try checkContent()
        try checkLookups()
        try checkEpochs()
        try checkProducers()
        try checkTransactions()
        try readCommitted()
    }

    /// Every batch, from the first to the last (L1, L2, L6).
    private func checkContent() throws {
        var offset = log.startOffset.rawValue
        while offset < model.end {
            let view = log.view()
            guard
                let slice = try view.read(
                    from: Offset(rawValue: offset), upTo: Offset(rawValue: model.end),
                    maxBytes: 1 << 20, wholeFirstBatch: true)
            else { throw Breach("L1", "there is nothing at offset \(offset)") }
            let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            try compare(bytes, from: offset, upTo: model.end, maxBytes: 1 << 20)
            var position = 0
            while position < bytes.count {
                guard let entry = model.entry(holding: offset) else { return }
                offset = entry.endOffset
                position += entry.batch.bytes.count
            }
        }
    }

    /// What the indexes find is what looking through everything finds (L4).
    private func checkLookups() throws {
        for _ in 0..<10 where model.end > log.startOffset.rawValue {
            let range = Int(log.startOffset.rawValue)..<Int(model.end)
            try check(
                from: Int64(random.number(in: range)), upTo: model.end, maxBytes: 1,
                wholeFirstBatch: true)
        }
        held = []
    }

    /// The epochs are those of the headers (L3).
    private func checkEpochs() throws {
        var expected = model.epochs(from: log.startOffset.rawValue)
        if let latest = log.epochs.latest, latest.startOffset.rawValue == model.end {
            expected.assign(latest.epoch, at: latest.startOffset)
        }
        try hold(
            "L3", log.epochs == expected,
            "the epochs are \(tell(log.epochs)), the headers tell \(tell(expected))")
    }

    private func tell(_ history: EpochHistory) -> String {
        history.entries.map { "\($0.epoch) from \($0.startOffset)" }.joined(separator: ", ")
    }

    /// What is known of the producers is what all batches tell; of one whose batches were all
    /// deleted less may be known (L7).
    private func checkProducers() throws {
        let all = model.producers
        for (id, state) in log.producers.producers {
            guard let expected = all.producers[id], expected.epoch == state.epoch else {
                throw Breach("L7", "producer \(id) is known, and did not write")
            }
            let skipped = expected.batches.count - state.batches.count
            let isTail =
                skipped >= 0
                && (0..<state.batches.count).allSatisfy {
                    state.batches[$0] == expected.batches[skipped + $0]
                }
            try hold("L7", isTail, "of producer \(id) other batches are known than it wrote")
        }
        for (id, expected) in all.producers {
            let known = log.producers.producers[id]?.batches.count ?? 0
            let present = (0..<expected.batches.count).count {
                expected.batches[$0].firstOffset >= log.startOffset
            }
            try hold(
                "L7", known >= present,
                "\(present) batches of producer \(id) are in the log, \(known) are known")
        }
    }

    /// To recover what was recovered changes nothing (L5).
    private func checkSecondRecovery() throws {
        let files = filesThatTell()
        let plan = RecoveryPlan(
            recoveryPoint: .zero, promised: log.endOffset, logStart: log.startOffset)
        let again = try PartitionLog(
            opening: Self.directory, on: disk, configuration: configuration, recovery: plan,
            now: timestamp)
        try hold(
            "L5", again.endOffset == log.endOffset && again.startOffset == log.startOffset,
            "recovered once more the log is \(again.startOffset)..<\(again.endOffset)")
        let filesAgain = filesThatTell()
        let changed = files.keys.filter { files[$0] != filesAgain[$0] }.sorted()
        try hold(
            "L5", changed.isEmpty && files.count == filesAgain.count,
            "a second recovery changed \(changed), of \(files.count) files \(filesAgain.count) are left"
        )
        log = again
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
        try checkLookups()
    }

    /// The log's files but for the indexes, which may have their rows at other batches after they
    /// were made anew from the first batch on.
    ///
    /// Of the snapshots that is the newest: an older one is found to be damaged when it is needed.
    private func filesThatTell() -> [String: [UInt8]] {
        let files = disk.files.filter { path, _ in
            path.hasPrefix(Self.directory) && !path.hasSuffix("index")
        }
        let newest = files.keys.filter { $0.hasSuffix(".snapshot") }.max()
        return files.filter { path, _ in !path.hasSuffix(".snapshot") || path == newest }
    }
}
