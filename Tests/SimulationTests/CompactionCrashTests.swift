import Foundation
import Simulation
import Testing

/// Seeds of compaction with power loss at any write: the newest value of a key is never lost, and none
/// that was deleted comes back (log-engine.md L8, semantics.md A-26, I-11).
///
/// `SEEDS` says how many are run, `FIRST_SEED` with which they begin; `SEED` runs one and prints what
/// happened in it.
struct CompactionCrashTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["SEEDS"].flatMap { UInt64($0) } ?? 300
    private static let start = environment["FIRST_SEED"].flatMap { UInt64($0) } ?? 0
    private static let only = environment["SEED"].flatMap { UInt64($0) }
    private static let steps = 150

    /// Each argument runs every fourth seed.
    @Test(arguments: 0..<4)
    func `Compaction loses no newest value and brings no deleted one back`(first: UInt64) {
        if let only = Self.only {
            if only % 4 == first { _ = run(only, printsTrace: true) }
            return
        }
        var rounds = 0
        for seed in stride(from: first, to: Self.count, by: 4) {
            rounds += run(Self.start + seed, printsTrace: false)
        }
        #expect(rounds > 0)
    }

    private func run(_ seed: UInt64, printsTrace: Bool) -> Int {
        var trace: [String] = []
        var rounds = 0
        do {
            let world = try CompactionWorld(seed: seed)
            defer {
                trace = world.trace
                rounds = world.rounds
            }
            try world.run(steps: Self.steps)
        } catch {
            Issue.record(
                """
                \(error)
                \(trace.suffix(14).joined(separator: "\n"))
                SEED=\(seed) swift test --filter CompactionCrashTests
                """)
        }
        if printsTrace { print(trace.joined(separator: "\n")) }
        return rounds
    }
}
