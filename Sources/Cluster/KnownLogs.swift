import KafkaProtocol
import LogEngine
import Syscalls

/// What the checkpoints of a data directory say of its logs when a broker starts.
struct KnownLogs: Sendable {
    /// Whether the broker was stopped in order.
    let isClean: Bool
    private var recoveryPoints: OffsetCheckpoint
    private var highWatermarks: OffsetCheckpoint
    private var logStarts: OffsetCheckpoint

    /// Reads the checkpoints; one with bad content counts as absent.
    init(isClean: Bool, from disk: any Disk) throws(Errno) {
        self.isClean = isClean
        recoveryPoints = try .load(.recoveryPoint, from: disk) ?? OffsetCheckpoint()
        highWatermarks = try .load(.highWatermark, from: disk) ?? OffsetCheckpoint()
        logStarts = try .load(.logStart, from: disk) ?? OffsetCheckpoint()
        for entry in try disk.list("") where entry.isDirectory { forget(buriedIn: entry.name) }
    }

    /// Forgets a partition whose log was deleted, and whose directory is not removed yet: what the
    /// checkpoints say may be of that log, and not of one with the same name that came after it.
    private mutating func forget(buriedIn directory: String) {
        guard directory.hasSuffix("-delete"), let dot = directory.lastIndex(of: "."),
            let partition = TopicPartition(directoryName: directory[..<dot])
        else { return }
        recoveryPoints.offsets[partition] = nil
        highWatermarks.offsets[partition] = nil
        logStarts.offsets[partition] = nil
    }

    func highWatermark(of partition: TopicPartition) -> Offset {
        highWatermarks.offsets[partition] ?? .zero
    }

    /// How a log is to be recovered: with `sync` all below the high watermark was promised too.
    func plan(for partition: TopicPartition, isSync: Bool) -> RecoveryPlan {
        let point = recoveryPoints.offsets[partition] ?? .zero
        return RecoveryPlan(
            isClean: isClean, recoveryPoint: point,
            promised: isSync ? max(point, highWatermark(of: partition)) : point,
            logStart: logStarts.offsets[partition] ?? .zero)
    }
}
