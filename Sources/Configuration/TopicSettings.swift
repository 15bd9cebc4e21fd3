/// The settings that a topic may override: the one table of them.
///
/// Names, types, defaults and ranges are Kafka 4.2's; what begins with `strom.` is only ours.
package enum TopicSettings {
    /// All rows, in Kafka's order.
    package static let all: [Setting] = segments + retention + messages + replication + tiering

    static let segments: [Setting] = [
        Setting(
            "segment.bytes", .int, "1073741824", in: .atLeast(1_048_576), update: .clusterWide,
            synonyms: ["log.segment.bytes"],
            "Size in bytes at which the active segment is closed and a new one begun."),
        Setting(
            "segment.ms", .long, "604800000", in: .atLeast(1), update: .clusterWide,
            synonyms: ["log.roll.ms", .init("log.roll.hours", factor: 3_600_000)],
            "Time in milliseconds after which the active segment is closed though it is not full."),
        Setting(
            "segment.jitter.ms", .long, "0", in: .atLeast(0), update: .clusterWide,
            synonyms: ["log.roll.jitter.ms", .init("log.roll.jitter.hours", factor: 3_600_000)],
            "Most milliseconds by which segment.ms is shortened at random, so that not all roll at once."
        ),
        Setting(
            "segment.index.bytes", .int, "10485760", in: .atLeast(4), update: .clusterWide,
            synonyms: ["log.index.size.max.bytes"],
            "Most bytes that an index of a segment takes; a full index closes the segment."),
        Setting(
            "flush.messages", .long, "9223372036854775807", in: .atLeast(1), update: .clusterWide,
            synonyms: ["log.flush.interval.messages"],
            "Records after which the log is synced to the disk, whatever strom.durability says."),
        Setting(
            "flush.ms", .long, "9223372036854775807", in: .atLeast(0), update: .clusterWide,
            synonyms: ["log.flush.interval.ms", "log.flush.scheduler.interval.ms"],
            "Milliseconds after which the log is synced to the disk, whatever strom.durability says."
        ),
        Setting(
            "preallocate", .boolean, "false", update: .clusterWide,
            synonyms: ["log.preallocate"],
            "Whether the space of a new segment is reserved on the disk when it is made."),
        Setting(
            "index.interval.bytes", .int, "4096", in: .atLeast(0), update: .clusterWide,
            synonyms: ["log.index.interval.bytes"],
            "Bytes of records between two entries of the offset index."),
    ]

    static let retention: [Setting] = [
        Setting(
            "retention.bytes", .long, "-1", update: .clusterWide,
            synonyms: ["log.retention.bytes"],
            "Bytes that a partition keeps before its oldest segments are deleted; -1 for no limit."),
        Setting(
            "retention.ms", .long, "604800000", in: .atLeast(-1), update: .clusterWide,
            synonyms: [
                "log.retention.ms", .init("log.retention.minutes", factor: 60_000),
                .init("log.retention.hours", factor: 3_600_000),
            ],
            "Milliseconds that a record is kept before its segment is deleted; -1 for ever."),
        Setting(
            "cleanup.policy", .list, "delete", in: .listOf(["compact", "delete"]),
            update: .clusterWide, synonyms: ["log.cleanup.policy"],
            "What becomes of old segments: delete, compact (the last record of each key stays), or both; empty keeps all."
        ),
        Setting(
            "delete.retention.ms", .long, "86400000", in: .atLeast(0), update: .clusterWide,
            synonyms: ["log.cleaner.delete.retention.ms"],
            "Milliseconds that tombstones stay in a compacted log."),
        Setting(
            "min.compaction.lag.ms", .long, "0", in: .atLeast(0), update: .clusterWide,
            synonyms: ["log.cleaner.min.compaction.lag.ms"],
            "Least age in milliseconds of a record before it may be compacted away."),
        Setting(
            "max.compaction.lag.ms", .long, "9223372036854775807", in: .atLeast(1),
            update: .clusterWide, synonyms: ["log.cleaner.max.compaction.lag.ms"],
            "Most age in milliseconds of a record before its log is compacted."),
        Setting(
            "min.cleanable.dirty.ratio", .double, "0.5", in: .fraction(0...1), update: .clusterWide,
            synonyms: ["log.cleaner.min.cleanable.ratio"],
            "Share of the log that is not yet compacted at which it is compacted again."),
        Setting(
            "file.delete.delay.ms", .long, "60000", in: .atLeast(0), update: .clusterWide,
            synonyms: ["log.segment.delete.delay.ms"],
            "Milliseconds between a segment's removal from the log and that of its files."),
    ]

    static let messages: [Setting] = [
        Setting(
            "max.message.bytes", .int, "1048588", in: .atLeast(0), update: .clusterWide,
            synonyms: ["message.max.bytes"],
            "Largest record batch in bytes, as it is sent, that is accepted."),
        Setting(
            "compression.type", .string, "producer",
            in: .oneOf(["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
            update: .clusterWide, synonyms: ["compression.type"],
            "Codec in which batches are stored; producer keeps what the producer chose."),
        Setting(
            "compression.gzip.level", .int, "-1", in: .either(-1, or: 1...9), update: .clusterWide,
            synonyms: ["compression.gzip.level"],
            "Level of compression where compression.type is gzip; -1 for the library's own."),
        Setting(
            "compression.lz4.level", .int, "9", in: .between(1, 17), update: .clusterWide,
            synonyms: ["compression.lz4.level"],
            "Level of compression where compression.type is lz4."),
        Setting(
            "compression.zstd.level", .int, "3", in: .between(-131_072, 22), update: .clusterWide,
            synonyms: ["compression.zstd.level"],
            "Level of compression where compression.type is zstd."),
        Setting(
            "message.timestamp.type", .string, "CreateTime",
            in: .oneOf(["CreateTime", "LogAppendTime"]), update: .clusterWide,
            synonyms: ["log.message.timestamp.type"],
            "Whose clock stamps records: the producer's (CreateTime) or the broker's (LogAppendTime)."
        ),
        Setting(
            "message.timestamp.before.max.ms", .long, "9223372036854775807", in: .atLeast(0),
            update: .clusterWide, synonyms: ["log.message.timestamp.before.max.ms"],
            "Most milliseconds that a producer's timestamp may lie before the broker's time."),
        Setting(
            "message.timestamp.after.max.ms", .long, "3600000", in: .atLeast(0),
            update: .clusterWide, synonyms: ["log.message.timestamp.after.max.ms"],
            "Most milliseconds that a producer's timestamp may lie after the broker's time."),
    ]

    static let replication: [Setting] = [
        Setting(
            "min.insync.replicas", .int, "1", in: .atLeast(1), update: .clusterWide,
            synonyms: ["min.insync.replicas"],
            "Replicas that must be in sync for a write with acks=all to be accepted."),
        Setting(
            "strom.durability", .string, "sync", in: .oneOf(["sync", "async"]),
            update: .clusterWide, synonyms: ["strom.durability"],
            "Whether acks=all is answered when the records are on the disk (sync) or in the page cache (async)."
        ),
        Setting(
            "unclean.leader.election.enable", .boolean, "false", update: .clusterWide,
            synonyms: ["unclean.leader.election.enable"],
            "Whether a replica that is not in sync may become leader as a last resort, at the loss of records."
        ),
        Setting(
            "leader.replication.throttled.replicas", .list, "", in: .replicas, update: .clusterWide,
            "Replicas (partition:broker, or *) whose replication the leader throttles."),
        Setting(
            "follower.replication.throttled.replicas", .list, "", in: .replicas,
            update: .clusterWide,
            "Replicas (partition:broker, or *) whose replication the follower throttles."),
    ]

    static let tiering: [Setting] = [
        Setting(
            "remote.storage.enable", .boolean, "false", update: .clusterWide,
            "Whether closed segments are copied to the object store."),
        Setting(
            "local.retention.ms", .long, "-2", in: .atLeast(-2), update: .clusterWide,
            synonyms: ["log.local.retention.ms"],
            "Milliseconds that a segment stays on the disk once it is in the object store; -2 for retention.ms."
        ),
        Setting(
            "local.retention.bytes", .long, "-2", in: .atLeast(-2), update: .clusterWide,
            synonyms: ["log.local.retention.bytes"],
            "Bytes of a partition that stay on the disk once they are in the object store; -2 for retention.bytes."
        ),
        Setting(
            "remote.log.copy.disable", .boolean, "false", update: .clusterWide,
            "Whether no more segments are copied to the object store."),
        Setting(
            "remote.log.delete.on.disable", .boolean, "false", update: .clusterWide,
            "Whether what lies in the object store is deleted when remote.storage.enable is turned off."
        ),
    ]

    /// The row of that name.
    package static func row(_ name: String) -> Setting? {
        index[name].map { all[$0] }
    }

    private static let index = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
}
