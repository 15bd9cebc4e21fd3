internal import Syscalls

/// `max.connection.creation.rate`: so many connections in a second, and then a pause.
struct CreationRate {
    private let perSecond: Int
    private var second: Instant
    private var taken = 0

    init(_ perSecond: Int, now: Instant) {
        self.perSecond = perSecond
        second = now
    }

    /// Counts a connection.
    ///
    /// - Returns: for how many milliseconds no further one is taken, where the rate is reached.
    mutating func take(now: Instant) -> Int64? {
        let elapsed = now.milliseconds(since: second)
        if elapsed >= 1000 {
            second = now
            taken = 0
        }
        taken += 1
        guard taken >= perSecond else { return nil }
        return max(1, 1000 - now.milliseconds(since: second))
    }
}
