import Foundation
import Simulation
import Testing

/// Seeds of compaction with power loss at any write: the newest committed value of a key is never lost,
/// none that was deleted comes back, nothing that was aborted is seen, and no marker goes before its time
/// (log-engine.md L7, L8, semantics.md A-26, F-7, I-11).
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
        var counts = Counts()
        for seed in stride(from: first, to: Self.count, by: 4) {
            let more = run(Self.start + seed, printsTrace: false)
            counts.rounds += more.rounds
            counts.transactions += more.transactions
            counts.markersGone += more.markersGone
        }
        print("seeds from \(Self.start + first): \(counts)")
        #expect(counts.rounds > 0 && counts.transactions > 0 && counts.markersGone > 0)
    }

    /// What has happened in all seeds.
    private struct Counts {
        var rounds = 0
        var transactions = 0
        var markersGone = 0
    }

    private func run(_ seed: UInt64, printsTrace: Bool) -> Counts {
        var trace: [String] = []
        var counts = Counts()
        do {
            let world = try CompactionWorld(seed: seed)
            defer {
                trace = world.trace
                counts = Counts(
                    rounds: world.rounds, transactions: world.transactionsEnded,
                    markersGone: world.markersGone)
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
        return counts
    }
}
