import KafkaProtocol
import LogEngine
import Syscalls

/// What the checkpoints of a data directory say of its logs when a broker starts.
struct KnownLogs: Sendable {
    /// Whether the broker was stopped in order.
    let isClean: Bool
    /// Whether the checkpoint of starts has rows, be they of logs that were deleted.
    let hasStarts: Bool
    private var recoveryPoints: OffsetCheckpoint
    private var highWatermarks: OffsetCheckpoint
    private var logStarts: OffsetCheckpoint
    private var cleaned: OffsetCheckpoint

    /// Reads the checkpoints; one with bad content counts as absent.
    init(isClean: Bool, from disk: any Disk) throws(Errno) {
        self.isClean = isClean
        recoveryPoints = try .load(.recoveryPoint, from: disk) ?? OffsetCheckpoint()
        highWatermarks = try .load(.highWatermark, from: disk) ?? OffsetCheckpoint()
        logStarts = try .load(.logStart, from: disk) ?? OffsetCheckpoint()
        cleaned = try .load(.cleaner, from: disk) ?? OffsetCheckpoint()
        hasStarts = !logStarts.offsets.isEmpty
        for entry in try disk.list("") where entry.isDirectory { forget(buriedIn: entry.name) }
    }

    /// Forgets a partition whose log was deleted, and whose directory is not removed yet: what the
    /// checkpoints say may be of that log, and not of one with the same name that came after it.
    private mutating func forget(buriedIn directory: String) {
        guard directory.hasSuffix("-delete"), let dot = directory.lastIndex(of: "."),
            let partition = TopicPartition(directoryName: directory[..<dot])
        else { return }
        forget(partition)
    }

    /// What is known of a partition's log.
    func history(of partition: TopicPartition) -> LogHistory {
        LogHistory(
            isClean: isClean, recoveryPoint: recoveryPoints.offsets[partition] ?? .zero,
            highWatermark: highWatermarks.offsets[partition] ?? .zero,
            logStart: logStarts.offsets[partition] ?? .zero,
            cleanedTo: cleaned.offsets[partition])
    }

    /// Forgets a partition: what is known is of another log.
    mutating func forget(_ partition: TopicPartition) {
        recoveryPoints.offsets[partition] = nil
        highWatermarks.offsets[partition] = nil
        logStarts.offsets[partition] = nil
        cleaned.offsets[partition] = nil
    }
}

/// What is known of a log from before it is opened.
struct LogHistory: Sendable {
    let isClean: Bool
    let recoveryPoint: Offset
    let highWatermark: Offset
    let logStart: Offset
    /// How far it was compacted; nil where that is not known.
    let cleanedTo: Offset?

    /// That of a log which begins now.
    static let none = LogHistory(
        isClean: true, recoveryPoint: .zero, highWatermark: .zero, logStart: .zero,
        cleanedTo: nil)

    /// How the log is to be recovered: with `sync` all below the high watermark was promised too.
    func plan(isSync: Bool) -> RecoveryPlan {
        RecoveryPlan(
            isClean: isClean, recoveryPoint: recoveryPoint,
            promised: isSync ? max(recoveryPoint, highWatermark) : recoveryPoint,
            logStart: logStart)
    }
}
