import Simulation
import Testing

/// Seeds of appends, rolls, retention, truncation, restarts, power loss at any write, refused calls,
/// flipped bits and clock jumps: faults.md ST1–ST4, ST6, ST7, ST9, ST11–ST15, log-engine.md L1–L7.
struct LogCrashTests {
    /// Each argument runs every eighth seed.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `What was acknowledged survives whatever the seed brings`(first: UInt64) {
        Seeds.run(every: 8, from: first, steps: 120, of: "LogCrashTests") { seed in
            try LogWorld(seed: seed)
        }
    }
}
