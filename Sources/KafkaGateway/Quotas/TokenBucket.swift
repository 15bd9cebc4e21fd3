package import Syscalls

/// What is left of an allowance that fills up again by and by (KIP-599).
///
/// It can be overdrawn once, by whatever amount; while it is, nothing more may be taken.
package struct TokenBucket: Sendable {
    /// nil for a full one.
    private var tokens: Double?
    private var filled: Instant

    package init(now: Instant) {
        filled = now
    }

    /// What is left, of at most all windows' worth.
    package func left(rate: Double, now: Instant, _ windows: QuotaWindows) -> Double {
        let most = rate * Double(windows.wholeMs) / 1000
        let elapsed = Double(max(now.milliseconds(since: filled), 0)) / 1000
        return min(most, (tokens ?? most) + elapsed * rate)
    }

    /// Takes some out of it.
    package mutating func take(_ count: Int, rate: Double, now: Instant, _ windows: QuotaWindows) {
        tokens = left(rate: rate, now: now, windows) - Double(count)
        filled = max(filled, now)
    }

    /// For how many milliseconds it stays overdrawn.
    package func delay(rate: Double, now: Instant, _ windows: QuotaWindows) -> Double {
        max(-left(rate: rate, now: now, windows) / rate * 1000, 0)
    }

    /// When it is full again.
    package func freshTime(rate: Double, _ windows: QuotaWindows) -> Instant {
        let missing = rate * Double(windows.wholeMs) / 1000 - (tokens ?? .infinity)
        guard missing > 0 else { return filled }
        return filled.advanced(byMilliseconds: milliseconds(missing / rate * 1000))
    }
}

/// A number of milliseconds as whole ones, however large.
func milliseconds(_ number: Double) -> Int64 {
    number < 0x1p62 ? Int64(number.rounded()) : 1 << 62
}
