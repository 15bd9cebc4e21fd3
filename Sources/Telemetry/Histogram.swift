/// How often something took how long, in steps of about a half: what a Prometheus histogram shows.
///
/// A plain value, owned by one loop or behind a lock. Adding is a few instructions; it takes no memory
/// before the first.
package struct Histogram: Sendable, Equatable {
    /// How many were added, by step; empty before the first.
    private var counts: [UInt64] = []
    /// Nanoseconds of all that was added.
    package private(set) var sum: Int64 = 0

    /// The first step ends at 2^10 ns, the last but one at 2^35 ns, half a minute.
    private static let firstExponent = 10
    private static let lastExponent = 35
    private static let stepCount = 2 * (lastExponent - firstExponent) + 2

    package init() {}

    /// How many were added.
    package var count: UInt64 { counts.reduce(0, +) }

    /// Adds one that took so many nanoseconds; less than none counts as none.
    package mutating func add(nanoseconds: Int64) {
        if counts.isEmpty { counts = Array(repeating: 0, count: Self.stepCount) }
        let nanoseconds = max(nanoseconds, 0)
        counts[Self.step(of: nanoseconds)] &+= 1
        sum &+= nanoseconds
    }

    /// Adds all that another holds.
    package mutating func add(_ other: Histogram) {
        guard !other.counts.isEmpty else { return }
        if counts.isEmpty { counts = Array(repeating: 0, count: Self.stepCount) }
        for index in counts.indices { counts[index] &+= other.counts[index] }
        sum &+= other.sum
    }

    /// The step of a duration: two for each power of two, `(2^k, 1.5 * 2^k]` and `(1.5 * 2^k, 2^(k+1)]`.
    private static func step(of nanoseconds: Int64) -> Int {
        guard nanoseconds > 1 << firstExponent else { return 0 }
        let below = UInt64(nanoseconds - 1)
        let exponent = 63 - below.leadingZeroBitCount
        guard exponent < lastExponent else { return stepCount - 1 }
        let half = Int(below >> UInt64(exponent - 1)) & 1
        return 1 + 2 * (exponent - firstExponent) + half
    }

    /// The upper bound of each step but the last, in seconds, with how many took that long at most.
    package var cumulative: [(bound: Double, count: UInt64)] {
        var total: UInt64 = 0
        return counts.indices.dropLast().map { index in
            total += counts[index]
            return (Self.bound(of: index), total)
        }
    }

    private static func bound(of step: Int) -> Double {
        let exponent = firstExponent + (step + 1) / 2
        let nanoseconds = step % 2 == 0 ? Int64(1) << Int64(exponent) : 3 << Int64(exponent - 2)
        return Double(nanoseconds) / 1_000_000_000
    }
}
