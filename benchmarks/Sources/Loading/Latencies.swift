import Foundation
import Histogram

/// How long requests took, to three digits, in nanoseconds; told in microseconds.
package struct Latencies {
    private var histogram: Histogram<UInt64>

    package init() {
        // An hour is the most: what takes longer counts as an hour.
        histogram = Histogram(
            highestTrackableValue: Self.most, numberOfSignificantValueDigits: .three)
    }

    private static let most: UInt64 = 3_600_000_000_000

    package var count: UInt64 { histogram.totalCount }

    package mutating func record(_ nanoseconds: UInt64) {
        _ = histogram.record(min(nanoseconds, Self.most))
    }

    /// The figures that are compared, and the whole curve.
    package func summary() -> Summary {
        guard count > 0 else { return Summary() }
        func at(_ percentile: Double) -> Double {
            microseconds(histogram.valueAtPercentile(percentile))
        }
        return Summary(
            count: count, mean: (histogram.mean / 100).rounded() / 10, p50: at(50), p90: at(90),
            p99: at(99), p999: at(99.9),
            p9999: at(99.99), max: microseconds(histogram.maxRecorded), curve: curve())
    }

    /// Percentile and value, five points for each halving of what lies above.
    private func curve() -> [[Double]] {
        histogram.percentiles(ticksPerHalfDistance: 5).map { step in
            [(step.percentile * 1e5).rounded() / 1e5, microseconds(step.value)]
        }
    }

    private func microseconds(_ nanoseconds: UInt64) -> Double {
        (Double(nanoseconds) / 10).rounded() / 100
    }

    /// All in microseconds but `count`; nothing but zeros where there was nothing.
    package struct Summary: Encodable, Sendable {
        package var count: UInt64 = 0
        package var mean = 0.0
        package var p50 = 0.0
        package var p90 = 0.0
        package var p99 = 0.0
        package var p999 = 0.0
        package var p9999 = 0.0
        package var max = 0.0
        package var curve: [[Double]] = []
    }
}
