import Foundation
import Simulation
import Testing

/// Seeds of transactions, by clients of both protocols, of which some are zombies; of messages that are
/// late, lost, doubled and out of order; of timeouts, and of power loss at any write: faults.md TX1–TX4,
/// ID1.
///
/// A seed that fails is printed with the command that replays it. `SEEDS` says how many are run,
/// `FIRST_SEED` with which they begin; `SEED` runs one and prints what happened in it.
struct TransactionCrashTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["SEEDS"].flatMap { UInt64($0) } ?? 300
    private static let start = environment["FIRST_SEED"].flatMap { UInt64($0) } ?? 0
    private static let only = environment["SEED"].flatMap { UInt64($0) }
    private static let steps = 2_800

    /// Each argument runs every eighth seed.
    @Test(arguments: 0..<8)
    func `A transaction is whole or absent, whatever the seed brings`(first: UInt64) {
        if let only = Self.only {
            if only % 8 == first { _ = run(only, printsTrace: true) }
            return
        }
        var committed = 0
        var aborted = 0
        var seeds = 0
        for seed in stride(from: first, to: Self.count, by: 8) {
            let outcomes = run(Self.start + seed, printsTrace: false)
            seeds += 1
            committed += outcomes.committed
            aborted += outcomes.aborted
        }
        print("seeds from \(Self.start + first): \(committed) committed, \(aborted) aborted")
        #expect(Self.count < 200 || committed + aborted >= 20 * seeds)
    }

    private func run(
        _ seed: UInt64, printsTrace: Bool
    ) -> (committed: Int, aborted: Int) {
        var trace: [String] = []
        var outcomes = (committed: 0, aborted: 0)
        do {
            let world = try TransactionWorld(seed: seed)
            defer {
                trace = world.trace
                outcomes = (world.outcomes.committed, world.outcomes.aborted)
            }
            try world.run(steps: Self.steps)
        } catch {
            Issue.record(
                """
                \(error)
                \(trace.suffix(12).joined(separator: "\n"))
                SEED=\(seed) swift test --filter TransactionCrashTests
                """)
        }
        if printsTrace { print(trace.joined(separator: "\n")) }
        return outcomes
    }
}
