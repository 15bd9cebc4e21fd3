import Syscalls

/// Holds a thread to so many bytes a second.
final class Pace {
    private let bytesPerSecond: Double
    private var count = 0.0
    private var start = Instant.now()

    init(bytesPerSecond: Double) {
        self.bytesPerSecond = max(bytesPerSecond, 1)
    }

    /// Counts bytes, and rests where they came too fast.
    func count(_ bytes: Int) {
        count += Double(bytes)
        guard count >= bytesPerSecond / 10 else { return }
        let due = count / bytesPerSecond * 1000
        let passed = Double(Instant.now().nanoseconds - start.nanoseconds) / 1_000_000
        if due > passed { Thread.sleep(milliseconds: Int(min(due - passed, 1000))) }
        count = 0
        start = .now()
    }
}
