extension BrokerSettings {
    /// Share groups.
    static let shareGroups: [Setting] = [
        Setting("group.share.enable", .boolean, "false", "Whether share groups are offered."),
        Setting(
            "group.share.delivery.count.limit", .int, "5", in: .between(2, 10),
            "Times that a record is delivered to a share group before it is given up."),
        Setting(
            "group.share.record.lock.duration.ms", .int, "30000", in: .between(1000, 3600000),
            "Milliseconds that a record is held for a member of a share group."),
        Setting(
            "group.share.min.record.lock.duration.ms", .int, "15000", in: .between(1000, 30000),
            "Least duration in milliseconds of a record's lock that a share group may set."),
        Setting(
            "group.share.max.record.lock.duration.ms", .int, "60000", in: .between(30000, 3600000),
            "Most duration in milliseconds of a record's lock that a share group may set."),
        Setting(
            "group.share.partition.max.record.locks", .int, "2000", in: .between(100, 10000),
            "Most records of a partition that are held for members of a share group."),
        Setting(
            "share.fetch.purgatory.purge.interval.requests", .int, "1000",
            "No effect: waiting fetches leave nothing to be purged."),
        Setting(
            "group.share.max.share.sessions", .int, "2000", in: .atLeast(1),
            "Most share sessions that are kept."),
        Setting(
            "group.share.persister.class.name", .string,
            "org.apache.kafka.server.share.persister.DefaultStatePersister",
            "No effect: class that keeps the state of share groups."),
        Setting(
            "share.coordinator.state.topic.num.partitions", .int, "50", in: .atLeast(1),
            "Partitions of the topic of share groups' state."),
        Setting(
            "share.coordinator.state.topic.replication.factor", .short, "3", in: .atLeast(1),
            "Replicas of the topic of share groups' state; fewer where there are fewer brokers."),
        Setting(
            "share.coordinator.state.topic.min.isr", .short, "2", in: .atLeast(1),
            "min.insync.replicas of the topic of share groups' state."),
        Setting(
            "share.coordinator.state.topic.segment.bytes", .int, "104857600", in: .atLeast(1),
            "Size in bytes of a segment of the topic of share groups' state."),
        Setting(
            "share.coordinator.threads", .int, "1", in: .atLeast(1),
            "No effect: share groups are served by the loops."),
        Setting(
            "share.coordinator.snapshot.update.records.per.snapshot", .int, "500", in: .atLeast(0),
            "Updates of a share group's state after which a snapshot is written."),
        Setting(
            "share.coordinator.load.buffer.size", .int, "5242880", in: .atLeast(1),
            "Bytes of the buffer with which the state of share groups is read at start."),
        Setting(
            "share.coordinator.state.topic.compression.codec", .int, "0",
            "Codec of the topic of share groups' state: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd."),
        Setting(
            "share.coordinator.append.linger.ms", .int, "-1", in: .atLeast(-1),
            "No effect: group commit gathers what share groups write."),
        Setting(
            "share.coordinator.write.timeout.ms", .int, "5000", in: .atLeast(1),
            "Milliseconds that a write of a share group's state may wait for its replicas."),
        Setting(
            "share.coordinator.state.topic.prune.interval.ms", .int, "300000", in: .atLeast(1),
            "Milliseconds between two prunings of the topic of share groups' state."),
        Setting(
            "share.coordinator.cold.partition.snapshot.interval.ms", .int, "300000",
            in: .atLeast(1),
            "Milliseconds after which the state of a cold partition is written anew."),
    ]
}
