internal import Bytes
internal import Configuration
internal import KafkaProtocol
package import LogEngine
internal import Syscalls

/// A compacted log, its disk and what befalls them, all decided by a seed.
///
/// It keeps the history of every key, and holds the log against it after each step: the newest value
/// of a key that was promised is there, none that was deleted has come back, and every record that is
/// there is what was written at that offset (log-engine.md L8).
///
/// - `CompactionWorld+Steps`: what a broker does with its log, and what befalls it
/// - `CompactionWorld+Checks`: what must hold
package final class CompactionWorld: LogHolder {
    static let directory = "users-0"
    static let partition = TopicPartition(topic: "users", partition: PartitionIndex(rawValue: 0))

    let disk: SimulatedDisk
    var random: SeededGenerator
    var configuration: TopicConfiguration
    var log: PartitionLog
    var now: Int64 = 1_700_000_000_000
    var epoch: Int32 = 0
    /// What was written at each offset, as far as it may be in the log.
    var history: [Int64: Written] = [:]
    /// An append that did not come back.
    var pending: (first: Int64, records: [Written])?
    /// All before it was said to be on the disk.
    var acknowledged: Int64 = 0
    /// All before it must be there when only the process dies.
    var written: Int64 = 0
    var cleanedTo: Offset?
    /// Where the log begins.
    var start: Int64 = 0
    /// Who writes: where each producer goes on.
    var sequences: [Int64: Int32] = [:]
    /// What has happened, oldest first.
    package internal(set) var trace: [String] = []
    /// How many rounds of compaction came to their end.
    package internal(set) var rounds = 0

    /// A record as it was written.
    struct Written: Equatable {
        let key: Int
        /// Nil for a tombstone.
        let value: Int?
    }

    package init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        disk = SimulatedDisk(seed: random.next())
        configuration = TopicConfiguration()
        configuration.cleanupPolicy = .compact
        configuration.segmentBytes = random.pick([700, 2_000, 6_000])
        configuration.indexIntervalBytes = random.pick([0, 300, 4_096])
        configuration.deleteRetentionMs = random.pick([0, 500, 5_000, 86_400_000])
        configuration.minCompactionLagMs = random.pick([0, 0, 3_000])
        configuration.fileDeleteDelayMs = random.pick([0, 2_000])
        log = try PartitionLog(
            opening: Self.directory, on: disk, configuration: configuration,
            now: Timestamp(rawValue: now))
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
    }

    package func withLog<Result: Sendable>(
        _ body: (PartitionLog) throws(LogError) -> Result
    ) throws(LogError) -> Result? {
        // What others do between the steps of a swap.
        if random.happens(0.1) { try? append() }
        return try body(log)
    }

    /// Lets so many steps happen, then starts the broker once more and looks at what is left.
    package func run(steps: Int) throws {
        for _ in 0..<steps {
            now += Int64(random.number(in: 0..<400))
            try attempt { try step() }
        }
        disk.disarm()
        try attempt { try closeAndReopen() }
        try check()
    }

    private func attempt(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let breach as Breach {
            throw breach
        } catch {
            guard disk.isDown else { throw Breach("ST4", "\(error), though nothing was refused") }
        }
        if disk.isDown { try restart() }
        try check()
    }

    private func step() throws {
        switch random.number(in: 0..<100) {
        case 0..<50: try append()
        case 50..<62: try sync()
        case 62..<72: try checkpoint()
        case 72..<86: try compact()
        case 86..<88: try log.roll()
        case 88..<91: try removeExpiredFiles()
        case 91..<97: armCrash()
        case 97..<98: try toggleDeletion()
        default: try closeAndReopen()
        }
    }

    /// Writes a line of the trace.
    func note(_ line: String) {
        trace.append("\(trace.count) @\(disk.changes) \(line)")
    }

    var timestamp: Timestamp { Timestamp(rawValue: now) }

    var end: Int64 { log.endOffset.rawValue }
}
