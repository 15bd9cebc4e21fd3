package import Syscalls

/// What time it is for the removal of records that are too old.
///
/// A clock that jumps years ahead makes every record old at once, and what is removed does not come
/// back when the clock is set right (faults.md ST11). So a jump ahead of more than an hour, measured
/// by the monotonic clock, is not followed until the new time has held for a day; meanwhile time goes
/// on from where it was. A clock that goes back is believed at once.
package struct RetentionClock: Sendable {
    /// How far the wall clock may get ahead of the monotonic one between two questions.
    package static let tolerance: Int64 = 3_600_000
    /// How long a new time must hold.
    package static let probation: Int64 = 86_400_000

    private var believed: (wall: Int64, at: Instant)?
    private var suspect: (wall: Int64, at: Instant)?

    package init() {}

    /// What time it is when the wall clock says `wall`; to be asked at each round of retention.
    package mutating func time(_ wall: Timestamp, at now: Instant) -> Timestamp {
        guard !believes(wall, at: now), let believed else { return wall }
        return Timestamp(rawValue: believed.wall + now.milliseconds(since: believed.at))
    }

    private mutating func believes(_ wall: Timestamp, at now: Instant) -> Bool {
        guard let believed else {
            self.believed = (wall.rawValue, now)
            return true
        }
        guard Self.gain(of: wall, over: believed, at: now) > Self.tolerance else {
            self.believed = (wall.rawValue, now)
            suspect = nil
            return true
        }
        return hasHeld(wall, at: now)
    }

    /// Whether a time that was jumped to has held for long enough.
    private mutating func hasHeld(_ wall: Timestamp, at now: Instant) -> Bool {
        guard let suspect, Self.gain(of: wall, over: suspect, at: now) <= Self.tolerance else {
            self.suspect = (wall.rawValue, now)
            return false
        }
        guard now.milliseconds(since: suspect.at) >= Self.probation else { return false }
        believed = (wall.rawValue, now)
        self.suspect = nil
        return true
    }

    /// By how much the wall clock went faster than the monotonic one, in milliseconds.
    private static func gain(
        of wall: Timestamp, over earlier: (wall: Int64, at: Instant), at now: Instant
    ) -> Int64 {
        wall.rawValue - earlier.wall - now.milliseconds(since: earlier.at)
    }
}
