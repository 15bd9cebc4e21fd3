internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

extension CompactionWorld {
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
        try settle()
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
