extension BrokerSettings {
    /// The server as a whole.
    static let server: [Setting] = [
        Setting(
            "broker.id", .int, "-1", "Older name of node.id, which holds where that is not given."),
        Setting(
            "message.max.bytes", .int, "1048588", in: .atLeast(0), update: .clusterWide,
            "Largest record batch in bytes that topics accept."),
        Setting(
            "num.io.threads", .int, "8", in: .atLeast(1), update: .clusterWide,
            "No effect: Kafka's request threads; here strom.loops says how many loops there are."),
        Setting(
            "num.replica.alter.log.dirs.threads", .int, nil,
            "Threads that move replicas between data directories."),
        Setting(
            "background.threads", .int, "10", in: .atLeast(1), update: .clusterWide,
            "No effect: threads of Kafka's scheduler."),
        Setting(
            "request.timeout.ms", .int, "30000",
            "Milliseconds after which a request to another broker is given up."),
        Setting(
            "socket.connection.setup.timeout.ms", .long, "10000",
            "Milliseconds that a connection to another broker may take at first."),
        Setting(
            "socket.connection.setup.timeout.max.ms", .long, "30000",
            "Most milliseconds that a connection to another broker may take."),
        Setting(
            "config.providers", .list, "", in: .distinct, update: .clusterWide,
            "Names of the providers that replace ${provider:path:key} in values, separated by commas."
        ),
        Setting("authorizer.class.name", .string, "", "Class of the authorizer; empty for none."),
        Setting(
            "early.start.listeners", .list, nil, in: .distinct,
            "Listeners that are opened before the broker has caught up with the metadata."),
        Setting(
            "broker.rack", .string, nil,
            "Rack of this broker; replicas are spread over racks and consumers may read from their own."
        ),
        Setting(
            "controlled.shutdown.enable", .boolean, "true",
            "Whether leadership is handed over before the broker stops."),
        Setting("delete.topic.enable", .boolean, "true", "Whether topics may be deleted."),
        Setting(
            "compression.type", .string, "producer",
            in: .oneOf(["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
            update: .clusterWide,
            "Codec in which batches are stored; producer keeps what the producer chose."),
        Setting(
            "compression.gzip.level", .int, "-1", in: .either(-1, or: 1...9), update: .clusterWide,
            "Level of compression where compression.type is gzip; -1 for the library's own."),
        Setting(
            "compression.lz4.level", .int, "9", in: .between(1, 17), update: .clusterWide,
            "Level of compression where compression.type is lz4."),
        Setting(
            "compression.zstd.level", .int, "3", in: .between(-131072, 22), update: .clusterWide,
            "Level of compression where compression.type is zstd."),
        Setting(
            "max.incremental.fetch.session.cache.slots", .int, "1000", in: .atLeast(0),
            "Most fetch sessions that are kept."),
        Setting(
            "fetch.max.bytes", .int, "57671680", in: .atLeast(1024),
            "Most bytes that a fetch returns."),
        Setting(
            "max.request.partition.size.limit", .int, "2000", in: .atLeast(1),
            "Most partitions that one request of DescribeTopicPartitions describes."),
        Setting(
            "unstable.api.versions.enable", .boolean, "false",
            "Whether versions of APIs that are not final are offered; there are none."),
        Setting(
            "unstable.feature.versions.enable", .boolean, "false",
            "Whether versions of features that are not final are offered; there are none."),
    ]
}
