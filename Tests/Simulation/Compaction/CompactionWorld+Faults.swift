internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

extension CompactionWorld {
    // MARK: What befalls it

    func closeAndReopen() throws {
        note("close")
        try log.close()
        acknowledged = end
        try checkpoint()
        try open(isClean: true)
    }

    private func open(isClean: Bool) throws {
        let point = try load(.recoveryPoint) ?? .zero
        plan = RecoveryPlan(
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

    /// Starts the broker after the machine has stopped, which may stop once more meanwhile.
    func restart() throws {
        var left = Remains(of: disk, acknowledged: acknowledged, written: written)
        var reads: [Int64: Int64?]?
        var attempts = 0
        repeat {
            disk.restart()
            armCrashOfStart(powerLoss: 0.7, within: 20)
            if attempts == 0, random.happens(0.2) { left.flipped = flipBit() }
            attempts += 1
            if let flipped = left.flipped, isUndone(flipped) { left.flipped = nil }
        } while try !start(&left, &reads)
        if let reads { try checkReads(reads) }
        let floor = left.required
        try hold(
            "ST2", end >= floor, "the log ends at \(end), all before \(floor) was promised")
        // Where nothing was promised, all may go, the log's beginning too.
        let newStart = log.startOffset.rawValue
        try hold(
            "ST2", newStart == start || floor <= start,
            "the log begins at \(newStart), not at \(start), and \(floor) was promised")
        start = newStart
        try settle()
    }

    /// Tries to open the log; `reads` is what readers were given before a bit was put right.
    ///
    /// - Returns: whether it is open, and all of it is sound.
    private func start(
        _ left: inout Remains, _ reads: inout [Int64: Int64?]?
    ) throws -> Bool {
        do {
            try open(isClean: false)
        } catch LogError.damaged(let damage) {
            guard let flipped = left.flipped else { throw LogError.damaged(damage) }
            note("\(damage)")
            try checkRefusal(for: flipped)
            try repair(flipped)
            left.flipped = nil
            return false
        } catch {
            guard disk.isDown else { throw Breach("ST1", "the log cannot be opened: \(error)") }
            note("down again while starting")
            left.noteCrash(of: disk, acknowledged: acknowledged)
            return false
        }
        disk.disarm()
        guard let flipped = left.flipped, isThere(flipped) || end <= flipped.base else {
            return true
        }
        if try checkOpened(with: flipped) {
            left.required = min(left.required, flipped.base)
            return true
        }
        reads = readEach()
        left.flipped = nil
        try repair(flipped)
        return false
    }

    /// Takes over what the restart has left.
    private func settle() throws {
        if let pending, pending.end == end { take(pending) }
        takeEnd()
        acknowledged = end
        committed = min(committed, end)
        if isWhole { try checkInvariants() }
    }
}
