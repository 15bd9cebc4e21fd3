import CAllocations
import Syscalls

/// A step on the way of a record, and how often it may allocate.
struct Step {
    let name: String
    /// Allocations each time, at most: the mean over many times, to a tenth.
    let allowed: Double
    /// What they are for.
    let because: String
    /// Does it once; what is to be measured, within ``Meter/measure(_:)``.
    let run: (inout Meter) throws -> Void

    init(
        _ name: String, allows allowed: Double, because: String = "",
        run: @escaping (inout Meter) throws -> Void
    ) {
        self.name = name
        self.allowed = allowed
        self.because = because
        self.run = run
    }

    /// Does it many times, after some that warm up.
    func figures(times: Int) throws -> Figures {
        var meter = Meter()
        for _ in 0..<times / 10 { try run(&meter) }
        meter = Meter()
        for _ in 0..<times { try run(&meter) }
        return Figures(
            allocations: Double(meter.allocations) / Double(times),
            bytes: Double(meter.bytes) / Double(times),
            nanoseconds: Double(meter.nanoseconds) / Double(times))
    }

    /// Whether it allocates more often than it may.
    func isExceeded(by figures: Figures) -> Bool {
        figures.allocations > allowed + 0.1
    }
}

/// What one time of a step took, in the mean.
struct Figures {
    let allocations: Double
    let bytes: Double
    /// As a hint only: the clock is read around every time.
    let nanoseconds: Double
}

/// Counts what the measured part of a step takes, on whichever threads.
struct Meter {
    private(set) var allocations = 0
    private(set) var bytes = 0
    private(set) var nanoseconds: Int64 = 0

    mutating func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
        let count = allocations_count()
        let byteCount = allocations_bytes()
        let begin = Instant.now()
        defer {
            nanoseconds += Instant.now().nanoseconds - begin.nanoseconds
            allocations += allocations_count() - count
            bytes += allocations_bytes() - byteCount
        }
        return try work()
    }
}
