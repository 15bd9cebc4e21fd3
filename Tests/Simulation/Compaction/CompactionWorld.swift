internal import Bytes
internal import Configuration
internal import KafkaProtocol
package import LogEngine
internal import Syscalls

/// A compacted log, its disk and what befalls them, all decided by a seed.
///
/// It keeps the history of every key, and holds the log against it after each step: of what was
/// committed the newest value of a key is there, none that was deleted has come back, every record
/// that is there is what was written at that offset, and nothing that was aborted is seen
/// (log-engine.md L8).
///
/// - `CompactionWorld+Steps`: what a broker does with its log
/// - `CompactionWorld+Transactions`: what transactional producers and their coordinator write
/// - `CompactionWorld+Faults`: what befalls it
/// - `CompactionWorld+Damage`: flipped bits in batches
/// - `CompactionWorld+Model`: what the batches that were written tell of transactions and producers
/// - `CompactionWorld+Checks`: what must hold of records and producers
/// - `CompactionWorld+Markers`: what must hold of markers and of the index of aborted transactions
package final class CompactionWorld: LogHolder, LogCrashWorld {
    static let directory = "users-0"
    static let partition = TopicPartition(topic: "users", partition: PartitionIndex(rawValue: 0))

    let disk: SimulatedDisk
    var random: SeededGenerator
    var configuration: TopicConfiguration
    var log: PartitionLog
    var now: Int64 = 1_700_000_000_000
    var epoch: Int32 = 0
    /// What was written, as far as it may be in the log, in order.
    var batches: [Batch] = []
    /// An append that did not come back.
    var pending: Batch?
    /// All before it was said to be on the disk.
    var acknowledged: Int64 = 0
    /// The high watermark, which may lag behind: no cut goes below it.
    var committed: Int64 = 0
    /// All before it must be there when only the process dies.
    var written: Int64 = 0
    var cleanedTo: Offset?
    /// How the log was opened last.
    var plan = RecoveryPlan()
    /// Where the log begins.
    var start: Int64 = 0
    /// Who writes: where each producer goes on.
    var producers: [Int64: Producer] = [:]
    /// From when on a marker may go, by its offset: a round has found nothing left of its
    /// transaction.
    var horizons: [Int64: Int64] = [:]
    /// What has happened, oldest first.
    package internal(set) var trace: [String] = []
    /// How many rounds of compaction came to their end.
    package internal(set) var rounds = 0
    /// How many transactions have ended, and how many of their markers compaction took.
    package internal(set) var transactionsEnded = 0
    package var markersGone: Int { gone.count }
    var gone: Set<Int64> = []

    /// A record as it was written.
    struct Written: Equatable {
        let key: Int
        /// Nil for a tombstone.
        let value: Int?
    }

    /// A batch as it was written.
    struct Batch {
        let first: Int64
        /// None in a marker.
        var records: [Written] = []
        var producer: Int64 = -1
        var epoch: Int16 = -1
        var sequence: Int32 = -1
        var isTransactional = false
        /// How a marker ends the transaction of its producer; nil in a batch of records.
        var marker: Marker?

        var end: Int64 { first + Int64(max(records.count, 1)) }
    }

    enum Marker { case commit, abort }

    /// The epoch of a producer, and the sequence that its next record gets.
    struct Producer: Equatable {
        var epoch: Int16 = 0
        var next: Int32 = 0
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
        if random.happens(0.1) { try? random.happens(0.5) ? append() : writeInTransaction() }
        return try body(log)
    }

    /// Lets so many steps happen, then starts the broker once more and looks at what is left; it ends
    /// where the log loses its beginning.
    package func run(steps: Int) throws {
        for _ in 0..<steps {
            now += Int64(random.number(in: 0..<400))
            try attempt { try step() }
            guard isWhole else { return note("the log has lost its beginning") }
        }
        disk.disarm()
        try attempt { try closeAndReopen() }
        try check()
        try letMarkersGo()
    }

    /// Lets the time of all markers pass, and rounds of compaction take them.
    private func letMarkersGo() throws {
        if configuration.cleanupPolicy != .compact { try toggleDeletion() }
        for _ in 0..<3 {
            now += configuration.deleteRetentionMs + configuration.minCompactionLagMs + 1
            try append()
            try log.roll()
            try sync()
            try checkpoint()
            try compact()
            try check()
        }
        try checkInvariants()
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
        case 0..<24: try append()
        case 24..<40: try writeInTransaction()
        case 40..<51: try endTransaction()
        case 51..<62: try sync()
        case 62..<72: try checkpoint()
        case 72..<86: try compact()
        case 86..<88: try log.roll()
        case 88..<91: try removeExpiredFiles()
        case 91..<95: armCrash(powerLoss: 0.7, within: [3, 15, 60])
        case 95..<97: try truncate()
        case 97..<98: try toggleDeletion()
        default: try closeAndReopen()
        }
    }

    /// Whether the log has its beginning.
    ///
    /// Where nothing was promised, a power loss may take it; what is left then tells less of
    /// transactions and producers than a snapshot does.
    var isWhole: Bool { start == 0 }

    var timestamp: Timestamp { Timestamp(rawValue: now) }

    var end: Int64 { log.endOffset.rawValue }
}
