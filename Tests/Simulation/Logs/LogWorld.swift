internal import Configuration
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// One log, its disk and what befalls them, all decided by a seed.
///
/// It does what a replica does with its log, keeps a ``LogModel`` of what must be there, and compares
/// them after every step and every restart. A statement that does not hold ends it with a ``Breach``.
///
/// - `LogWorld+Operations`: what a replica asks of its log
/// - `LogWorld+Transactions`: transactional producers, markers, readers of committed records
/// - `LogWorld+Faults`: refusals, crashes, restarts, a clock that jumps
/// - `LogWorld+Damage`: flipped bits in batches
/// - `LogWorld+Checks`: what must hold
package final class LogWorld: LogCrashWorld {
    static let directory = "orders-0"
    static let partition = TopicPartition(topic: "orders", partition: PartitionIndex(rawValue: 0))

    let disk: SimulatedDisk
    var random: SeededGenerator
    var configuration: TopicConfiguration
    var log: PartitionLog
    var model = LogModel()
    var now: Int64 = 1_700_000_000_000
    var epoch: Int32 = 0
    var coordinatorEpoch: Int32 = 0
    /// How the log was opened last.
    var plan = RecoveryPlan()
    /// Whether the disk may refuse calls at present.
    var isFaulty = false
    /// A sync that was begun and not ended.
    var syncUnderWay: SyncWork?
    /// What readers were given and have not sent yet.
    var held: [(slice: FileSlice, bytes: [UInt8])] = []
    /// What has happened, oldest first.
    package internal(set) var trace: [String] = []

    package init(seed: UInt64) throws {
        random = SeededGenerator(seed: seed)
        disk = SimulatedDisk(seed: random.next())
        configuration = Self.configuration(&random)
        log = try PartitionLog(
            opening: Self.directory, on: disk, configuration: configuration,
            now: Timestamp(rawValue: now))
        log.assignEpoch(LeaderEpoch(rawValue: epoch))
    }

    /// Small segments and a dense index, so that little data meets every rule.
    private static func configuration(_ random: inout SeededGenerator) -> TopicConfiguration {
        var configuration = TopicConfiguration()
        configuration.segmentBytes = random.pick([2_000, 5_000, 20_000])
        configuration.segmentMs = random.pick([5_000, 604_800_000])
        configuration.indexIntervalBytes = random.pick([0, 300, 4_096])
        configuration.segmentIndexBytes = random.pick([48, 10_485_760])
        configuration.retentionBytes = random.pick([-1, 8_000, 20_000])
        configuration.retentionMs = random.pick([-1, 20_000, 604_800_000])
        configuration.fileDeleteDelayMs = random.pick([0, 2_000])
        configuration.preallocate = random.happens(0.2)
        configuration.messageTimestampType = random.pick([.createTime, .createTime, .logAppendTime])
        return configuration
    }

    /// Lets so many steps happen, then stops the broker, and looks at what is left.
    package func run(steps: Int) throws {
        for _ in 0..<steps {
            now += Int64(random.number(in: 0..<400))
            try attempt(try step())
        }
        note("the end")
        heal()
        try attempt(try closeAndReopen())
        try checkEverything()
    }

    /// Runs `body`; what the disk refuses is coped with, a breach is not.
    private func attempt(_ body: @autoclosure () throws -> Void) throws {
        do {
            try body()
        } catch let breach as Breach {
            throw breach
        } catch {
            try cope(with: error)
        }
        if disk.isDown { try restart() }
        try checkQuickly()
    }

    private func step() throws {
        switch random.number(in: 0..<100) {
        case 0..<22: try append()
        case 22..<35: try appendInTransaction()
        case 35..<41: try endTransaction()
        case 41..<45: try readCommitted()
        case 45..<50: try resend()
        case 50..<53: try sendOutOfOrder()
        case 53..<56: try writeHeld()
        case 56..<63: try sync()
        case 63..<68: try beginOrEndSync()
        case 68..<73: try checkpoint()
        case 73..<77: try retain()
        case 77..<79: try deleteRecords()
        case 79..<81: try truncate()
        case 81..<83: try newLeaderEpoch()
        case 83..<84: try roll()
        case 84..<88: try removeExpiredFiles()
        case 88..<93: try read()
        case 93..<94: jump()
        case 94..<96: beginFaults()
        case 96..<97: heal()
        case 97..<99: armCrash(powerLoss: 0.6, within: [3, 20, 100])
        default: try closeAndReopen()
        }
    }

    var timestamp: Timestamp { Timestamp(rawValue: now) }
}
