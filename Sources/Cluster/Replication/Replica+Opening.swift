import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls

extension Replica {
    /// Opens what lies on the disk of the partition; it leads only once it is told to.
    ///
    /// A log that cannot be opened leaves a replica that answers each request with the reason (ST9).
    convenience init(
        opening partition: TopicPartition, of topicID: Uuid, configuration: TopicConfiguration,
        files: OpenFiles, syncs: SyncQueue, history: LogHistory, now: Timestamp
    ) {
        var state = State(
            configuration: configuration, highWatermark: .zero, syncedEnd: .zero,
            durableStart: .zero)
        do throws(LogError) {
            let log = try PartitionLog(
                opening: partition.description, in: files, topicID: topicID,
                configuration: configuration,
                recovery: history.plan(isSync: configuration.durability == .sync), now: now)
            state.take(log, highWatermark: history.highWatermark)
            state.cleanedTo = history.cleanedTo
        } catch {
            state.service = .failed(error)
        }
        self.init(topicID: topicID, partition: partition, syncs: syncs, state: state)
    }

    /// A replica whose log cannot be opened, for this reason.
    convenience init(
        unopened partition: TopicPartition, of topicID: Uuid,
        configuration: TopicConfiguration, syncs: SyncQueue, because error: LogError
    ) {
        let state = State(
            service: .failed(error), configuration: configuration, highWatermark: .zero,
            syncedEnd: .zero, durableStart: .zero)
        self.init(topicID: topicID, partition: partition, syncs: syncs, state: state)
    }

    /// A replica of a log that was opened already.
    convenience init(
        of log: sending PartitionLog, topicID: Uuid, partition: TopicPartition,
        configuration: TopicConfiguration, syncs: SyncQueue
    ) {
        var state = State(
            configuration: configuration, highWatermark: .zero, syncedEnd: .zero,
            durableStart: .zero)
        state.take(log, highWatermark: log.endOffset)
        self.init(topicID: topicID, partition: partition, syncs: syncs, state: state)
    }
}

extension Replica.State {
    /// Begins with a log that was found on the disk.
    ///
    /// Recovery has synced what it kept.
    fileprivate mutating func take(_ log: PartitionLog, highWatermark known: Offset) {
        let start = log.startOffset
        let end = log.endOffset
        self.log = log
        highWatermark = min(max(known, start), end)
        syncedEnd = end
        log.advanced(highWatermark: highWatermark)
        durableStart = start
        opened = extent
    }
}
