/// The part of a run that is measured: it begins when the broker is warm, and ends after a time or an
/// amount, whichever comes first.
///
/// A request belongs to the window in which it was due. What the window has answered, for its
/// throughput, is counted by when the answer came.
package struct Window: Sendable {
    /// The monotonic clock, in nanoseconds; the end moves forward when the amount is reached.
    package let start: UInt64
    package private(set) var end: UInt64
    /// No more answers than these are counted.
    package let most: UInt64
    package private(set) var answered: UInt64 = 0

    package init(from start: UInt64, seconds: Double, most: UInt64 = .max) {
        self.start = start
        self.end = start + UInt64(seconds * 1e9)
        self.most = most
    }

    package func holds(_ moment: UInt64) -> Bool {
        start <= moment && moment < end
    }

    /// Counts answers that came at a moment.
    package mutating func count(_ answers: UInt64 = 1, at moment: UInt64) {
        guard holds(moment) else { return }
        answered += answers
        if answered >= most { end = moment }
    }

    package var seconds: Double { Double(end - start) / 1e9 }
}
