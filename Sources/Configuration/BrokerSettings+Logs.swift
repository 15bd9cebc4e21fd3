extension BrokerSettings {
    /// The logs, where their topics say nothing.
    static let logs: [Setting] = [
        Setting(
            "num.partitions", .int, "1", in: .atLeast(1),
            "Partitions of a topic that is made without a number of its own."),
        Setting(
            "log.dir", .list, "strom-data", in: .nonEmptyList,
            "Directory of the data where log.dirs is not given."),
        Setting(
            "log.dirs", .list, nil, in: .nonEmptyList,
            "Directories of the data, separated by commas."),
        Setting(
            "log.segment.bytes", .int, "1073741824", in: .atLeast(1048576), update: .clusterWide,
            "Size in bytes at which a segment is closed and a new one begun."),
        Setting(
            "log.roll.ms", .long, nil, update: .clusterWide,
            "Milliseconds after which a segment is closed though it is not full; log.roll.hours holds where it is not given."
        ),
        Setting(
            "log.roll.hours", .int, "168", in: .atLeast(1),
            "Hours after which a segment is closed though it is not full."),
        Setting(
            "log.roll.jitter.ms", .long, nil, update: .clusterWide,
            "Most milliseconds by which log.roll.ms is shortened at random; log.roll.jitter.hours holds where it is not given."
        ),
        Setting(
            "log.roll.jitter.hours", .int, "0", in: .atLeast(0),
            "Most hours by which log.roll.hours is shortened at random."),
        Setting(
            "log.retention.ms", .long, nil, update: .clusterWide,
            "Milliseconds that records are kept, -1 for ever; log.retention.minutes holds where it is not given."
        ),
        Setting(
            "log.retention.minutes", .int, nil,
            "Minutes that records are kept; log.retention.hours holds where it is not given."),
        Setting("log.retention.hours", .int, "168", "Hours that records are kept."),
        Setting(
            "log.retention.bytes", .long, "-1", update: .clusterWide,
            "Bytes that a partition keeps before its oldest segments are deleted; -1 for no limit."),
        Setting(
            "log.retention.check.interval.ms", .long, "300000", in: .atLeast(1),
            "Milliseconds between two looks for segments that may be deleted."),
        Setting(
            "log.cleanup.policy", .list, "delete", in: .listOf(["compact", "delete"]),
            update: .clusterWide, "What becomes of old segments: delete, compact, or both."),
        Setting(
            "log.index.size.max.bytes", .int, "10485760", in: .atLeast(4), update: .clusterWide,
            "Most bytes that an index of a segment takes."),
        Setting(
            "log.index.interval.bytes", .int, "4096", in: .atLeast(0), update: .clusterWide,
            "Bytes of records between two entries of the offset index."),
        Setting(
            "log.flush.interval.messages", .long, "9223372036854775807", in: .atLeast(1),
            update: .clusterWide,
            "Records after which a log is synced, whatever strom.durability says."),
        Setting(
            "log.segment.delete.delay.ms", .long, "60000", in: .atLeast(0), update: .clusterWide,
            "Milliseconds between a segment's removal from the log and that of its files."),
        Setting(
            "log.flush.scheduler.interval.ms", .long, "9223372036854775807",
            "Milliseconds after which a log is synced where log.flush.interval.ms is not given."),
        Setting(
            "log.flush.interval.ms", .long, nil, update: .clusterWide,
            "Milliseconds after which a log is synced, whatever strom.durability says."),
        Setting(
            "log.flush.offset.checkpoint.interval.ms", .int, "60000", in: .atLeast(0),
            "Milliseconds between two writings of the recovery points."),
        Setting(
            "log.flush.start.offset.checkpoint.interval.ms", .int, "60000", in: .atLeast(0),
            "Milliseconds between two writings of the log start offsets."),
        Setting(
            "log.preallocate", .boolean, "false", update: .clusterWide,
            "Whether the space of a new segment is reserved on the disk when it is made."),
        Setting(
            "num.recovery.threads.per.data.dir", .int, "2", in: .atLeast(1), update: .clusterWide,
            "Threads that read the logs of a data directory at start and close them at the end."),
        Setting(
            "auto.create.topics.enable", .boolean, "true",
            "Whether a topic that a client asks for is made if there is none."),
        Setting(
            "min.insync.replicas", .int, "1", in: .atLeast(1), update: .clusterWide,
            "Replicas that must be in sync for a write with acks=all to be accepted."),
        Setting(
            "log.message.timestamp.type", .string, "CreateTime",
            in: .oneOf(["CreateTime", "LogAppendTime"]), update: .clusterWide,
            "Whose clock stamps records: the producer's (CreateTime) or the broker's (LogAppendTime)."
        ),
        Setting(
            "log.message.timestamp.before.max.ms", .long, "9223372036854775807", in: .atLeast(0),
            update: .clusterWide,
            "Most milliseconds that a producer's timestamp may lie before the broker's time."),
        Setting(
            "log.message.timestamp.after.max.ms", .long, "3600000", in: .atLeast(0),
            update: .clusterWide,
            "Most milliseconds that a producer's timestamp may lie after the broker's time."),
        Setting(
            "create.topic.policy.class.name", .class, nil,
            "No effect: class that judges new topics; Strom loads no Java classes."),
        Setting(
            "alter.config.policy.class.name", .class, nil,
            "No effect: class that judges changes of configs; Strom loads no Java classes."),
        Setting(
            "log.dir.failure.timeout.ms", .long, "30000", in: .atLeast(1),
            "Milliseconds that a broker may fail to report a failed directory before it stops."),
        Setting(
            "log.initial.task.delay.ms", .long, "30000", in: .atLeast(0),
            "Milliseconds from start to the first retention and checkpoints."),
        Setting(
            "log.cleaner.threads", .int, "1", in: .atLeast(0), update: .clusterWide,
            "Threads that compact logs."),
        Setting(
            "log.cleaner.io.max.bytes.per.second", .double, "1.7976931348623157e+308",
            update: .clusterWide, "Most bytes a second that compaction reads and writes."),
        Setting(
            "log.cleaner.dedupe.buffer.size", .long, "134217728", update: .clusterWide,
            "Bytes of memory that compaction may take for its table of keys."),
        Setting(
            "log.cleaner.io.buffer.size", .int, "524288", in: .atLeast(0), update: .clusterWide,
            "Bytes of the buffers with which compaction reads and writes."),
        Setting(
            "log.cleaner.io.buffer.load.factor", .double, "0.9", update: .clusterWide,
            "Share of the table of keys that compaction fills."),
        Setting(
            "log.cleaner.backoff.ms", .long, "15000", in: .atLeast(0), update: .clusterWide,
            "Milliseconds that compaction sleeps when there is nothing to compact."),
        Setting(
            "log.cleaner.min.cleanable.ratio", .double, "0.5", in: .fraction(0...1),
            update: .clusterWide,
            "Share of a log that is not yet compacted at which it is compacted again."),
        Setting("log.cleaner.enable", .boolean, "true", "Whether compaction runs."),
        Setting(
            "log.cleaner.delete.retention.ms", .long, "86400000", in: .atLeast(0),
            update: .clusterWide, "Milliseconds that tombstones stay in a compacted log."),
        Setting(
            "log.cleaner.min.compaction.lag.ms", .long, "0", in: .atLeast(0), update: .clusterWide,
            "Least age in milliseconds of a record before it may be compacted away."),
        Setting(
            "log.cleaner.max.compaction.lag.ms", .long, "9223372036854775807", in: .atLeast(1),
            update: .clusterWide,
            "Most age in milliseconds of a record before its log is compacted."),
    ]
}
