package import Syscalls

/// What a simulated disk can be asked.
package enum DiskCall: CaseIterable, Hashable, Sendable {
    case open, create, list, makeDirectory, rename, remove, syncDirectory
    case read, write, truncate, reserve, writeBack, sync

    /// Those that change the disk, or make it durable: a crash can come at each of them.
    package var isChange: Bool {
        switch self {
        case .open, .list, .read: false
        default: true
        }
    }
}

/// Calls that the simulated disk refuses.
package struct Refusal: Sendable {
    /// Which calls.
    package var calls: Set<DiskCall>
    /// With what.
    package var error: Errno
    /// Of files whose path ends so; all where it is empty.
    package var suffix: String
    /// How many matching calls still pass.
    package var passing: Int
    /// How many are refused from then on.
    package var count: Int
    /// How likely each of them is refused.
    package var chance: Double

    package init(
        of calls: Set<DiskCall>, with error: Errno, suffix: String = "", passing: Int = 0,
        count: Int = .max, chance: Double = 1
    ) {
        self.calls = calls
        self.error = error
        self.suffix = suffix
        self.passing = passing
        self.count = count
        self.chance = chance
    }

    /// Whether this call is refused; counts it.
    mutating func applies(to call: DiskCall, _ path: String, _ random: inout SeededGenerator)
        -> Bool
    {
        guard calls.contains(call), path.hasSuffix(suffix), count > 0 else { return false }
        guard passing == 0 else {
            passing -= 1
            return false
        }
        guard random.happens(chance) else { return false }
        count -= 1
        return true
    }
}
