extension BrokerSettings {
    /// Copies on other brokers.
    static let replication: [Setting] = [
        Setting(
            "controller.socket.timeout.ms", .int, "30000",
            "Milliseconds that a connection between controller and broker may be silent."),
        Setting(
            "default.replication.factor", .int, "1",
            "Replicas of a topic that is made without a number of its own."),
        Setting(
            "replica.lag.time.max.ms", .long, "30000",
            "Milliseconds that a follower may be behind the leader's end before it is out of sync."),
        Setting(
            "replica.socket.timeout.ms", .int, "30000",
            "Milliseconds that a follower's connection to its leader may be silent."),
        Setting(
            "replica.socket.receive.buffer.bytes", .int, "65536",
            "Size in bytes of the receive buffer of a follower's connection."),
        Setting(
            "replica.fetch.max.bytes", .int, "1048576", in: .atLeast(0),
            "Bytes that a follower asks for of each partition."),
        Setting(
            "replica.fetch.wait.max.ms", .int, "500",
            "Most milliseconds that a follower's fetch waits at the leader."),
        Setting(
            "replica.fetch.backoff.ms", .int, "1000", in: .atLeast(0),
            "Milliseconds that a follower waits after a failed fetch."),
        Setting("replica.fetch.min.bytes", .int, "1", "Bytes that a follower's fetch waits for."),
        Setting(
            "replica.fetch.response.max.bytes", .int, "10485760", in: .atLeast(0),
            "Bytes that a follower asks for of all partitions together."),
        Setting(
            "num.replica.fetchers", .int, "1", in: .atLeast(1), update: .clusterWide,
            "Connections with which a follower fetches from each leader."),
        Setting(
            "replica.high.watermark.checkpoint.interval.ms", .long, "5000",
            "Milliseconds between two writings of the high watermarks."),
        Setting(
            "fetch.purgatory.purge.interval.requests", .int, "1000",
            "No effect: waiting fetches leave nothing to be purged."),
        Setting(
            "producer.purgatory.purge.interval.requests", .int, "1000",
            "No effect: waiting writes leave nothing to be purged."),
        Setting(
            "delete.records.purgatory.purge.interval.requests", .int, "1",
            "No effect: waiting requests leave nothing to be purged."),
        Setting(
            "auto.leader.rebalance.enable", .boolean, "true",
            "Whether leadership goes back to the preferred replicas by itself."),
        Setting(
            "leader.imbalance.check.interval.seconds", .long, "300", in: .atLeast(1),
            "Seconds between two looks for partitions that their preferred replica does not lead."),
        Setting(
            "unclean.leader.election.interval.ms", .long, "300000", in: .atLeast(1),
            "Milliseconds between two looks for partitions that need an unclean election."),
        Setting(
            "unclean.leader.election.enable", .boolean, "false", update: .clusterWide,
            "Whether a replica that is not in sync may become leader as a last resort, at the loss of records."
        ),
        Setting(
            "security.inter.broker.protocol", .string, "PLAINTEXT",
            in: .oneOf(["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]),
            "Security protocol between brokers where inter.broker.listener.name is not given."),
        Setting(
            "inter.broker.listener.name", .string, nil,
            "Name of the listener that brokers use towards each other."),
        Setting(
            "replica.selector.class", .string, nil,
            "Class that chooses the replica a consumer reads from; RackAwareReplicaSelector is known."
        ),
    ]
}
