extension BrokerSettings {
    /// Groups and committed offsets.
    static let groups: [Setting] = [
        Setting(
            "group.coordinator.rebalance.protocols", .list, "classic,consumer,streams",
            in: .listOf(["classic", "consumer", "streams", "share"]),
            "Protocols of groups that are offered: classic, consumer, streams, share."),
        Setting(
            "group.coordinator.threads", .int, "4", in: .atLeast(1),
            "No effect: groups are served by the loops."),
        Setting(
            "group.coordinator.append.linger.ms", .int, "-1", in: .atLeast(-1),
            "No effect: group commit gathers what groups write."),
        Setting(
            "offsets.commit.timeout.ms", .int, "5000", in: .atLeast(1),
            "Milliseconds that a commit of offsets may wait for its replicas."),
        Setting(
            "offsets.load.buffer.size", .int, "5242880", in: .atLeast(1),
            "Bytes of the buffer with which committed offsets are read at start."),
        Setting(
            "offsets.topic.replication.factor", .short, "3", in: .atLeast(1),
            "Replicas of the topic of committed offsets; fewer where there are fewer brokers."),
        Setting(
            "offsets.topic.num.partitions", .int, "50", in: .atLeast(1),
            "Partitions of the topic of committed offsets."),
        Setting(
            "offsets.topic.segment.bytes", .int, "104857600", in: .atLeast(1),
            "Size in bytes of a segment of the topic of committed offsets."),
        Setting(
            "offsets.topic.compression.codec", .int, "0",
            "Codec of the topic of committed offsets: 0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd."),
        Setting(
            "offset.metadata.max.bytes", .int, "4096",
            "Longest text that a client may commit with an offset, in UTF-16 units, whatever its name says."
        ),
        Setting(
            "offsets.retention.minutes", .int, "10080", in: .atLeast(1),
            "Minutes that offsets are kept after their group has become empty."),
        Setting(
            "offsets.retention.check.interval.ms", .long, "600000", in: .atLeast(1),
            "Milliseconds between two looks for offsets that are too old."),
        Setting(
            "group.min.session.timeout.ms", .int, "6000",
            "Least session timeout in milliseconds of a member of a classic group."),
        Setting(
            "group.max.session.timeout.ms", .int, "1800000",
            "Most session timeout in milliseconds of a member of a classic group."),
        Setting(
            "group.initial.rebalance.delay.ms", .int, "3000",
            "Milliseconds that the first rebalance of an empty group waits for more members."),
        Setting(
            "group.max.size", .int, "2147483647", in: .atLeast(1),
            "Most members of a classic group."),
        Setting(
            "group.consumer.session.timeout.ms", .int, "45000", in: .atLeast(1),
            "Milliseconds without a heartbeat after which a member of a consumer group is gone."),
        Setting(
            "group.consumer.min.session.timeout.ms", .int, "45000", in: .atLeast(1),
            "Least session timeout in milliseconds that a consumer group may set."),
        Setting(
            "group.consumer.max.session.timeout.ms", .int, "60000", in: .atLeast(1),
            "Most session timeout in milliseconds that a consumer group may set."),
        Setting(
            "group.consumer.heartbeat.interval.ms", .int, "5000", in: .atLeast(1),
            "Milliseconds between heartbeats that members of a consumer group are told."),
        Setting(
            "group.consumer.min.heartbeat.interval.ms", .int, "5000", in: .atLeast(1),
            "Least heartbeat interval in milliseconds that a consumer group may set."),
        Setting(
            "group.consumer.max.heartbeat.interval.ms", .int, "15000", in: .atLeast(1),
            "Most heartbeat interval in milliseconds that a consumer group may set."),
        Setting(
            "group.consumer.max.size", .int, "2147483647", in: .atLeast(1),
            "Most members of a consumer group."),
        Setting(
            "group.consumer.assignors", .list, "uniform,range", in: .nonEmptyList,
            "Assignors of consumer groups, the first as default: uniform, range."),
        Setting(
            "group.consumer.migration.policy", .string, "bidirectional",
            in: .oneOfAnyCase(["disabled", "downgrade", "upgrade", "bidirectional"]),
            "Whether groups go over between the classic and the consumer protocol: disabled, upgrade, downgrade, bidirectional."
        ),
        Setting(
            "group.consumer.regex.refresh.interval.ms", .int, "600000", in: .atLeast(10000),
            "Milliseconds between two evaluations of a group's subscriptions by pattern."),
        Setting(
            "group.share.session.timeout.ms", .int, "45000", in: .atLeast(1),
            "Milliseconds without a heartbeat after which a member of a share group is gone."),
        Setting(
            "group.share.min.session.timeout.ms", .int, "45000", in: .atLeast(1),
            "Least session timeout in milliseconds that a share group may set."),
        Setting(
            "group.share.max.session.timeout.ms", .int, "60000", in: .atLeast(1),
            "Most session timeout in milliseconds that a share group may set."),
        Setting(
            "group.share.heartbeat.interval.ms", .int, "5000", in: .atLeast(1),
            "Milliseconds between heartbeats that members of a share group are told."),
        Setting(
            "group.share.min.heartbeat.interval.ms", .int, "5000", in: .atLeast(1),
            "Least heartbeat interval in milliseconds that a share group may set."),
        Setting(
            "group.share.max.heartbeat.interval.ms", .int, "15000", in: .atLeast(1),
            "Most heartbeat interval in milliseconds that a share group may set."),
        Setting(
            "group.share.max.size", .int, "200", in: .between(1, 1000),
            "Most members of a share group."),
        Setting(
            "group.share.assignors", .list, "simple", in: .nonEmptyList,
            "Assignors of share groups."),
        Setting(
            "group.share.initialize.retry.interval.ms", .int, "30000", in: .atLeast(1),
            "Milliseconds between two tries to initialize the state of a share group."),
        Setting(
            "group.streams.session.timeout.ms", .int, "45000", in: .atLeast(1),
            "Milliseconds without a heartbeat after which a member of a streams group is gone."),
        Setting(
            "group.streams.min.session.timeout.ms", .int, "45000", in: .atLeast(1),
            "Least session timeout in milliseconds that a streams group may set."),
        Setting(
            "group.streams.max.session.timeout.ms", .int, "60000", in: .atLeast(1),
            "Most session timeout in milliseconds that a streams group may set."),
        Setting(
            "group.streams.heartbeat.interval.ms", .int, "5000", in: .atLeast(1),
            "Milliseconds between heartbeats that members of a streams group are told."),
        Setting(
            "group.streams.min.heartbeat.interval.ms", .int, "5000", in: .atLeast(1),
            "Least heartbeat interval in milliseconds that a streams group may set."),
        Setting(
            "group.streams.max.heartbeat.interval.ms", .int, "15000", in: .atLeast(1),
            "Most heartbeat interval in milliseconds that a streams group may set."),
        Setting(
            "group.streams.max.size", .int, "2147483647", in: .atLeast(1),
            "Most members of a streams group."),
        Setting(
            "group.streams.num.standby.replicas", .int, "0", in: .atLeast(0),
            "Standby replicas of each task of a streams group."),
        Setting(
            "group.streams.max.standby.replicas", .int, "2", in: .atLeast(0),
            "Most standby replicas that a streams group may set."),
        Setting(
            "group.streams.initial.rebalance.delay.ms", .int, "3000", in: .atLeast(0),
            "Milliseconds that the first rebalance of a streams group waits for more members."),
    ]
}
