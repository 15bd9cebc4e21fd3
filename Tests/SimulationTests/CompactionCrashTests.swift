import Simulation
import Testing

/// Seeds of compaction with power loss at any write: the newest committed value of a key is never lost,
/// none that was deleted comes back, nothing that was aborted is seen, and no marker goes before its time
/// (log-engine.md L7, L8, semantics.md A-26, F-7, I-11).
struct CompactionCrashTests {
    /// Each argument runs every fourth seed.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func `Compaction loses no newest value and brings no deleted one back`(first: UInt64) {
        var counts = Counts()
        let seeds = Seeds.run(every: 4, from: first, steps: 150, of: "CompactionCrashTests") {
            try CompactionWorld(seed: $0)
        } look: { world in
            counts.rounds += world.rounds
            counts.transactions += world.transactionsEnded
            counts.markersGone += world.markersGone
        }
        guard seeds != nil else { return }
        print("seeds from \(Seeds.start + first): \(counts)")
        #expect(counts.rounds > 0 && counts.transactions > 0 && counts.markersGone > 0)
    }

    /// What has happened in all seeds.
    private struct Counts {
        var rounds = 0
        var transactions = 0
        var markersGone = 0
    }
}
