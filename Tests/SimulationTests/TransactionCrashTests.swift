import Simulation
import Testing

/// Seeds of transactions, by clients of both protocols, of which some are zombies; of messages that are
/// late, lost, doubled and out of order; of timeouts, and of power loss at any write: faults.md TX1–TX4,
/// ID1.
struct TransactionCrashTests {
    /// Each argument runs every eighth seed.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func `A transaction is whole or absent, whatever the seed brings`(first: UInt64) {
        var committed = 0
        var aborted = 0
        let seeds = Seeds.run(every: 8, from: first, steps: 2_800, of: "TransactionCrashTests") {
            try TransactionWorld(seed: $0)
        } look: { world in
            committed += world.outcomes.committed
            aborted += world.outcomes.aborted
        }
        guard let seeds else { return }
        print("seeds from \(Seeds.start + first): \(committed) committed, \(aborted) aborted")
        #expect(Seeds.count < 200 || committed + aborted >= 20 * seeds)
    }
}
