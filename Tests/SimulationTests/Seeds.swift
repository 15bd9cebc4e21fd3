import Foundation
import Simulation
import Testing

/// The seeds that are run: `SEEDS` says how many, `FIRST_SEED` with which they begin; `SEED` runs one and
/// prints what happened in it.
enum Seeds {
    static let count = number("SEEDS") ?? 300
    static let start = number("FIRST_SEED") ?? 0
    private static let only = number("SEED")

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// Runs every `parts`-th seed, from the `first` on, for so many steps; `look` is shown each world when it
    /// has come to its end, or has broken off.
    ///
    /// A seed that fails is printed with the end of its history, and the command that replays it.
    ///
    /// - Returns: how many were run; nil where only one was wanted.
    @discardableResult
    static func run<World: SeededWorld>(
        every parts: UInt64, from first: UInt64, steps: Int, of test: String,
        in make: (UInt64) throws -> World, look: (World) -> Void = { _ in }
    ) -> Int? {
        if let only {
            if only % parts == first {
                let trace = run(only, steps, test, make, look)
                print(trace.joined(separator: "\n"))
            }
            return nil
        }
        let seeds = stride(from: first, to: count, by: Int(parts))
        for seed in seeds { _ = run(start + seed, steps, test, make, look) }
        return Array(seeds).count
    }

    private static func run<World: SeededWorld>(
        _ seed: UInt64, _ steps: Int, _ test: String, _ make: (UInt64) throws -> World,
        _ look: (World) -> Void
    ) -> [String] {
        var trace: [String] = []
        do {
            let world = try make(seed)
            defer {
                trace = world.trace
                look(world)
            }
            try world.run(steps: steps)
        } catch {
            Issue.record(
                """
                \(error)
                \(trace.suffix(14).joined(separator: "\n"))
                SEED=\(seed) swift test --filter \(test)
                """)
        }
        return trace
    }
}
