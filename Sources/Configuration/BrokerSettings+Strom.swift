extension BrokerSettings {
    /// What only Strom has, and the throttles that Kafka knows while running only.
    static let own: [Setting] = [
        Setting(
            "strom.loops", .int, "0", in: .between(0, 1024),
            "Event loops, one thread each; 0 for as many as there are cores."),
        Setting(
            "strom.durability", .string, "sync", in: .oneOf(["sync", "async"]),
            update: .clusterWide,
            "Whether acks=all is answered when the records are on the disk (sync) or in the page cache (async)."
        ),
        Setting(
            "strom.sync.threads", .int, "2", in: .between(1, 64),
            "Threads that sync logs to the disk, for each data directory."),
        Setting(
            "strom.memory.bytes", .long, "67108864", in: .atLeast(1_048_576),
            "Bytes of memory that clients can make the broker take, all connections together; a quarter is the largest request."
        ),
        Setting(
            "strom.memory.state.bytes", .long, "-1", in: .atLeast(-1),
            "Bytes of memory for what clients leave behind, such as topics, groups, offsets and transactional ids; -1 for an eighth of the machine's."
        ),
        Setting(
            "strom.transaction.max.partitions", .int, "20000", in: .between(1, 100_000),
            "Most partitions that one transaction may write to."),
        Setting(
            "strom.admin.listener", .string, "",
            "Where metrics and health are served, such as HTTP://localhost:9644; empty for nowhere."
        ),
        Setting(
            "strom.log.level", .string, "info",
            in: .oneOfAnyCase(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
            "Least level of the lines that are written to standard error."),
        Setting(
            "strom.log.format", .string, "text", in: .oneOfAnyCase(["text", "json"]),
            "Whether the lines on standard error are text or JSON."),
        Setting(
            "leader.replication.throttled.rate", .long, "9223372036854775807", in: .atLeast(0),
            update: .clusterWide,
            "Most bytes a second that a leader sends to throttled replicas."),
        Setting(
            "follower.replication.throttled.rate", .long, "9223372036854775807", in: .atLeast(0),
            update: .clusterWide,
            "Most bytes a second that a follower fetches for throttled replicas."),
        Setting(
            "replica.alter.log.dirs.io.max.bytes.per.second", .long, "9223372036854775807",
            in: .atLeast(0), update: .clusterWide,
            "Most bytes a second that replicas are moved between data directories."),
    ]
}
