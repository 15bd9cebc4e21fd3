import Glibc

/// A point in monotonic time: what timers and deadlines are made of.
///
/// Nanoseconds of CLOCK_MONOTONIC. (`ContinuousClock` counts on while the machine sleeps, and
/// brings the concurrency library with it.)
package struct Instant: Hashable, Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Later than any other.
    package static let distantFuture = Instant(nanoseconds: .max)

    /// Reads the clock.
    ///
    /// Only the executable and the event loops do; all else is told the time.
    package static func now() -> Instant {
        Instant(nanoseconds: read(CLOCK_MONOTONIC))
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// This instant and so many milliseconds; it saturates at ``distantFuture``.
    package func advanced(byMilliseconds milliseconds: Int64) -> Instant {
        let (product, tooLarge) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, overflow) = nanoseconds.addingReportingOverflow(product)
        return tooLarge || overflow ? .distantFuture : Instant(nanoseconds: sum)
    }

    /// Milliseconds from `earlier` to here, rounded down.
    package func milliseconds(since earlier: Instant) -> Int64 {
        (nanoseconds - earlier.nanoseconds) / 1_000_000
    }
}

/// A point in the world's time: what records are stamped with.
///
/// Milliseconds since 1970-01-01T00:00:00Z. It may jump either way; nothing waits by it.
package struct Timestamp: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int64

    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads the clock.
    ///
    /// Only the executable and the event loops do; all else is told the time.
    package static func now() -> Timestamp {
        Timestamp(rawValue: read(CLOCK_REALTIME) / 1_000_000)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Nanoseconds on a clock.
private func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
