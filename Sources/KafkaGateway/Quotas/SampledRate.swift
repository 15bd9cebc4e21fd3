package import Syscalls

/// How much of something was used lately, per second (Kafka's Rate over a SampledStat).
///
/// What is used is summed by windows. All windows but the current one are taken for whole even when
/// there was nothing yet: a burst of as many seconds' worth as there are whole windows passes.
package struct SampledRate: Sendable {
    /// The windows in which something was used, oldest first.
    private var samples: [Sample] = []

    private struct Sample {
        let start: Instant
        var last: Instant
        var sum: Double
    }

    package init() {}

    /// Counts an amount; a negative one takes back what was counted before.
    package mutating func record(_ amount: Double, now: Instant, _ windows: QuotaWindows) {
        samples.removeFirst(samples.count - recent(now, windows).count)
        if let current = samples.last,
            now.milliseconds(since: current.start) < windows.milliseconds
        {
            samples[samples.count - 1].sum += amount
            samples[samples.count - 1].last = max(current.last, now)
            return
        }
        samples.append(Sample(start: now, last: now, sum: amount))
    }

    /// For how many milliseconds nothing more should be used, so that the average is back at
    /// `bound` per second then; 0 where it is not exceeded.
    package func delay(bound: Double, now: Instant, _ windows: QuotaWindows) -> Double {
        let recent = recent(now, windows)
        let spanMs = spanMs(recent.first, now, windows)
        let rate = recent.reduce(0) { $0 + $1.sum } / spanMs * 1000
        return rate > bound ? ((rate - bound) / bound * spanMs).rounded() : 0
    }

    /// Whether nothing was counted lately.
    package func isFresh(now: Instant, _ windows: QuotaWindows) -> Bool {
        recent(now, windows).isEmpty
    }

    /// When nothing of what was counted is left.
    package func freshTime(_ windows: QuotaWindows) -> Instant? {
        samples.last.map { $0.last.advanced(byMilliseconds: windows.wholeMs) }
    }

    /// The windows that count; one that reaches into the time measured counts whole.
    private func recent(_ now: Instant, _ windows: QuotaWindows) -> ArraySlice<Sample> {
        samples.drop { now.milliseconds(since: $0.last) >= windows.wholeMs }
    }

    /// The time over which the average is taken, in milliseconds.
    private func spanMs(_ first: Sample?, _ now: Instant, _ windows: QuotaWindows) -> Double {
        let elapsed = first.map { max(now.milliseconds(since: $0.start), 0) } ?? 0
        let missing = max(Int64(windows.count) - 1 - elapsed / windows.milliseconds, 0)
        return Double(max(elapsed + missing * windows.milliseconds, 1))
    }
}
