package import Syscalls

/// What was measured of each who has a quota: a bounded number.
///
/// One that is as good as new is forgotten; where too many are not, those go first that would
/// soonest be.
package struct SensorTable<Key: Hashable & Sendable, Sensor: Sendable>: Sendable {
    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var nextSweep = Instant.distantFuture

    private struct Entry {
        var sensor: Sensor
        /// From when on it says nothing that a new one does not say.
        var freshTime: Instant
    }

    /// Sweeps take a moment, and so are rare.
    private static var sweepMs: Int64 { 15_000 }

    package init(limit: Int) {
        self.limit = limit
    }

    package var count: Int { entries.count }

    /// Measures by the sensor of a key, which is made where it is not there.
    ///
    /// - Parameters:
    ///   - key: whose sensor it is.
    ///   - now: the time of the measurement.
    ///   - new: makes one.
    ///   - body: what is done with it; it tells when the sensor will be as good as new.
    /// - Returns: what `body` gave.
    package mutating func use<Result>(
        _ key: Key, now: Instant, new: @autoclosure () -> Sensor,
        _ body: (inout Sensor) -> (Result, freshTime: Instant)
    ) -> Result {
        sweep(now)
        let isThere = entries[key] != nil
        if !isThere, entries.count >= limit { makeRoom() }
        if !isThere, entries.isEmpty { nextSweep = now.advanced(byMilliseconds: Self.sweepMs) }
        // Whatever is in the place of one to come is overwritten at once.
        var entry = entries.removeValue(forKey: key) ?? Entry(sensor: new(), freshTime: now)
        let result: Result
        (result, entry.freshTime) = body(&entry.sensor)
        entries[key] = entry
        return result
    }

    /// Forgets those that are as good as new, now and then.
    private mutating func sweep(_ now: Instant) {
        guard now >= nextSweep else { return }
        entries = entries.filter { $0.value.freshTime > now }
        nextSweep = now.advanced(byMilliseconds: Self.sweepMs)
    }

    /// Forgets a quarter of all, so that it has not to be done for each.
    private mutating func makeRoom() {
        let order = entries.sorted { $0.value.freshTime < $1.value.freshTime }
        for (key, _) in order.prefix(max(limit / 4, 1)) { entries[key] = nil }
    }
}
