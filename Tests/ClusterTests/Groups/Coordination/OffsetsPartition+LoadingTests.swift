import Cluster
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Testing

@Suite struct `OffsetsPartition+LoadingTests` {
    @Test(arguments: 0..<UInt64(40))
    func `what is loaded is what was served, also after compaction`(seed: UInt64) throws {
        let history = try OffsetsHistory(seed: seed)
        for _ in 0..<150 { try history.step() }
        try history.checkRestart()
        #expect(history.compactions > 0)
    }
}

/// Plain commits, transactions, deletions, compaction and restarts in any order.
private final class OffsetsHistory {
    private let world: CoordinatedWorld
    private var random: SeededGenerator
    /// The producers with an open transaction.
    private var open: Set<Int64> = []
    private(set) var compactions = 0

    private static let partitions: Range<Int32> = 0..<3
    private static let producers: Range<Int64> = 1..<4

    init(seed: UInt64) throws {
        let configs = [
            ("cleanup.policy", "compact"), ("segment.ms", "5000"), ("delete.retention.ms", "60000"),
            ("min.cleanable.dirty.ratio", "0.01"),
        ]
        world = try CoordinatedWorld(initialDelayMs: 0, configs: configs) {
            $0.offsetsRetentionMinutes = 1_000_000
        }
        random = SeededGenerator(seed: seed)
    }

    func step() throws {
        world.pass(milliseconds: 1000)
        let partition = Int32.random(in: Self.partitions, using: &random)
        let producer = Int64.random(in: Self.producers, using: &random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30:
            try world.commit(.random(in: 0..<1000, using: &random), of: partition)
        case 30..<60:
            try world.commit(.random(in: 0..<1000, using: &random), of: partition, by: producer)
            open.insert(producer)
        case 60..<85:
            guard open.remove(producer) != nil else { return }
            try world.end(producer, commits: .random(using: &random))
        case 85..<88:
            _ = try? world.partition.deleteOffsets(
                of: [CoordinatedWorld.place(partition)], by: "g", wallTime: world.broker.now)
        case 88..<96:
            // The horizons of tombstones and markers pass now and then.
            world.pass(milliseconds: .random(in: 0..<120_000, using: &random))
            while world.broker.broker.compact(now: world.broker.now) { compactions += 1 }
        default:
            try checkRestart()
        }
    }

    func checkRestart() throws {
        let before = try told()
        try world.restart()
        #expect(try told() == before)
    }

    private func told() throws -> [FetchedOffset] {
        try Self.partitions.flatMap { partition in
            try [world.fetched(partition), world.fetched(partition, stable: true)]
        }
    }
}
