internal import Syscalls

/// What a seed decides from its beginning to its end.
package protocol SeededWorld: AnyObject {
    /// What has happened, oldest first.
    var trace: [String] { get }

    /// Lets so many steps happen, and looks at what is left.
    ///
    /// - Throws: ``Breach`` where a statement does not hold.
    func run(steps: Int) throws
}

/// A world in which machines stop and disks refuse: what the worlds have in common.
protocol CrashWorld: SeededWorld {
    var disk: SimulatedDisk { get }
    var random: SeededGenerator { get set }
    var trace: [String] { get set }
}

extension CrashWorld {
    /// Writes a line of the trace.
    func note(_ line: String) {
        trace.append("\(trace.count) @\(disk.changes) \(line)")
    }
}

// MARK: - Crashes

extension CrashWorld {
    /// The machine stops in the midst of one of the next calls, of fewer than one of `limits`; `chance` says
    /// how likely the power goes, and not the process alone.
    func armCrash(powerLoss chance: Double, within limits: [Int]) {
        let kind: CrashKind = random.happens(chance) ? .powerLoss : .kill
        let after = random.number(in: 0..<random.pick(limits))
        note("\(kind) in \(after) changes")
        disk.crash(kind, after: after)
    }

    /// Whoever starts after a crash may be stopped again.
    func armCrashOfStart(powerLoss chance: Double, within limit: Int) {
        guard random.happens(0.3) else { return }
        disk.crash(
            random.happens(chance) ? .powerLoss : .kill, after: random.number(in: 0..<limit))
    }
}

// MARK: - Refusals

extension CrashWorld {
    /// So many writes find no room; `chance` says how likely each of them is refused.
    func refuseWrites(_ count: Int, chance: Double) {
        note("writes find no room")
        disk.refuse(
            Refusal(of: [.write, .create, .reserve], with: .noSpace, count: count, chance: chance))
    }

    /// There are no descriptors for a while.
    func refuseFiles(chance: Double) {
        note("files cannot be opened")
        disk.refuse(
            Refusal(of: [.open, .create], with: .tooManyOpenFiles, count: 5, chance: chance))
    }

    /// A sync fails, after which the page cache tells nothing of the disk (ST3).
    func refuseSync(chance: Double) {
        note("a sync fails")
        disk.refuse(Refusal(of: [.sync], with: .inputOutput, count: 1, chance: chance))
    }
}
