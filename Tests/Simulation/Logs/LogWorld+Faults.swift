internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// What befalls a log.
extension LogWorld {
    private static var marker: String { "clean" }

    // MARK: The clock

    /// The wall clock is set, to anywhere within ten years (ST11).
    func jump() {
        let tenYears = 10 * 365 * 86_400_000
        now = max(0, now + Int64(random.number(in: -tenYears..<tenYears)))
        note("the clock jumps to \(now)")
    }

    // MARK: Refusals

    func beginFaults() {
        isFaulty = true
        let chance = random.pick([0.1, 0.5, 1])
        switch random.number(in: 0..<6) {
        case 0:
            disk.limit(to: disk.used + random.number(in: 0..<20_000))
            note("the disk is nearly full")
        case 1:
            refuseWrites(10, chance: chance)
        case 2:
            refuseFiles(chance: chance)
        case 3:
            refuseSync(chance: chance)
        case 4:
            note("names cannot be changed")
            disk.refuse(
                Refusal(
                    of: [.rename, .remove, .makeDirectory, .syncDirectory], with: .inputOutput,
                    count: 3, chance: chance))
        default:
            note("all changes may fail")
            disk.refuse(
                Refusal(
                    of: Set(DiskCall.allCases.filter(\.isChange)), with: .inputOutput, count: 3,
                    chance: 0.3))
        }
    }

    func heal() {
        guard isFaulty else { return }
        note("the disk is well again")
        isFaulty = false
        disk.heal()
    }

    /// What a broker does about a refusal: a full disk is a state, anything else ends the log.
    func cope(with error: any Error) throws {
        guard !disk.isDown else { return }
        note("refused: \(error)")
        if let error = error as? LogError, error == .full {
            try hold("ST4", isFaulty, "the log says that the disk is full, and it is not")
            model.pending = nil
            return
        }
        try hold("ST4", isFaulty, "\(error), though the disk refused nothing")
        // Mostly the process starts again upon the same page cache. After a failed sync that shows
        // pages as clean that are on no disk (ST3); a reboot shows what is.
        let reboots = disk.hasFailedSync && random.happens(0.3)
        disk.crash(reboots ? .powerLoss : .kill)
        note(reboots ? "the machine stops" : "the broker stops")
    }

    // MARK: Crashes

    /// Stops the broker in order and starts it again.
    func closeAndReopen() throws {
        note("close")
        syncUnderWay = nil
        try log.close()
        model.acknowledged = model.end
        try store(.recoveryPoint, model.end)
        try store(.highWatermark, model.end)
        try CheckpointFile.replace(Self.marker, with: [], on: disk)
        held = []
        try open()
        note("opened clean at \(log.endOffset)")
        try hold(
            "ST1", log.endOffset.rawValue == model.end,
            "closed with the end \(model.end), opened with \(log.endOffset)")
    }

    /// Opens the log as a broker does that starts.
    private func open() throws {
        let isClean = try CheckpointFile.read(Self.marker, on: disk) != nil
        if isClean {
            try disk.remove(Self.marker)
            try disk.syncDirectory("")
        }
        let point = try load(.recoveryPoint) ?? .zero
        plan = RecoveryPlan(
            isClean: isClean, recoveryPoint: point,
            promised: max(point, try load(.highWatermark) ?? .zero),
            logStart: try load(.logStart) ?? .zero)
        log = try PartitionLog(
            opening: Self.directory, on: disk, configuration: configuration, recovery: plan,
            now: timestamp)
        epoch += 1
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
    }

    /// Damages a file that can be made again from the batches: recovery finds it out (ST7).
    private func damageDerivedFile() {
        let derived = disk.files.keys.sorted().filter {
            $0.hasPrefix(Self.directory) && ($0.hasSuffix("index") || $0.hasSuffix(".snapshot"))
        }
        guard !derived.isEmpty else { return }
        let path = random.pick(derived)
        let kind = random.number(in: 0..<4)
        let place = random.number(in: 0..<1 << 20)
        let row = path.hasSuffix("timeindex") ? 12 : 8
        let names = ["cut", "zeroed", "cut at the end of a row", "a bit flipped"]
        note("\(path) is damaged (\(names[kind]))")
        disk.corrupt(path) { bytes in
            guard !bytes.isEmpty else { return }
            guard !path.hasSuffix("txnindex") else {
                return Self.damageTransactionIndex(&bytes, kind: kind, place: place)
            }
            switch kind {
            case 0: bytes.removeLast(place % bytes.count)
            case 1: bytes = bytes.map { _ in 0 }
            case 2: bytes.removeLast(bytes.count - place % bytes.count / row * row)
            default: bytes[place % bytes.count] ^= 1 << UInt8(place % 8)
            }
        }
    }

    /// As other files, where it can be found out: rows that are lost at the end of a row cannot, nor
    /// can first offsets of what was deleted, and last stable offsets.
    private static func damageTransactionIndex(_ bytes: inout [UInt8], kind: Int, place: Int) {
        let row = AbortedTransaction.byteCount
        switch bytes.count < row ? 2 : kind {
        case 0:
            bytes.removeLast(place % bytes.count)
            if !bytes.isEmpty, bytes.count % row == 0 { bytes.removeLast() }
        case 1: bytes = bytes.map { _ in 0 }
        case 2: bytes = []
        default:
            guard bytes.count >= row else { return }
            let byte = random(place, in: Array(0..<10) + Array(18..<26))
            bytes[place / 64 % (bytes.count / row) * row + byte] ^= 1 << UInt8(place % 8)
        }
    }

    private static func random(_ place: Int, in bytes: [Int]) -> Int { bytes[place % bytes.count] }

    /// Starts the broker after the machine has stopped, which may stop once more meanwhile (ST10).
    func restart() throws {
        var left = Remains(
            of: disk, acknowledged: model.acknowledged, written: model.written)
        var wasCut = false
        held = []
        syncUnderWay = nil
        var attempts = 0
        repeat {
            disk.restart()
            isFaulty = false
            disk.heal()
            if attempts < 3 { armCrashOfStart(powerLoss: 0.5, within: 30) }
            attempts += 1
            if random.happens(0.3) { damageDerivedFile() }
            if attempts == 1, random.happens(0.3) { left.flipped = flipBit() }
            if let flipped = left.flipped, isUndone(flipped) { left.flipped = nil }
        } while try !start(&left, &wasCut)
        note("restarted: \(log.startOffset)..<\(log.endOffset), required \(left.required)")
        try checkRestart(required: left.required, mayBeginLater: left.lostPower || wasCut)
    }

    /// Tries to open the log; `wasCut` says whether it was cut before a flipped bit.
    ///
    /// - Returns: whether it is open, and all of it is sound.
    private func start(_ left: inout Remains, _ wasCut: inout Bool) throws -> Bool {
        let files = batchFiles()
        do {
            try open()
        } catch LogError.damaged(let damage) {
            guard let flipped = left.flipped else { throw LogError.damaged(damage) }
            note("\(damage)")
            try checkRefusal(of: plan, for: flipped, before: files)
            // A start that was cut short may have read the batch.
            try repair(flipped)
            left.flipped = nil
            return false
        } catch {
            guard disk.isDown else {
                throw Breach("ST1", "the log cannot be opened after a crash: \(error)")
            }
            note("\(disk.lastCrash) while it starts")
            left.noteCrash(of: disk, acknowledged: model.acknowledged)
            return false
        }
        disk.disarm()
        guard let flipped = left.flipped else { return true }
        if try checkOpened(with: plan, flipped) {
            left.required = min(left.required, flipped.base)
            wasCut = true
            return true
        }
        // Nobody has looked there yet.
        try repair(flipped)
        left.flipped = nil
        return false
    }
}
