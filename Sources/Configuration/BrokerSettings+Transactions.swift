extension BrokerSettings {
    /// Transactions and producer ids.
    static let transactions: [Setting] = [
        Setting(
            "transaction.state.log.min.isr", .int, "2", in: .atLeast(1),
            "min.insync.replicas of the topic of transactions."),
        Setting(
            "transaction.state.log.load.buffer.size", .int, "5242880", in: .atLeast(1),
            "Bytes of the buffer with which transactions are read at start."),
        Setting(
            "transaction.state.log.replication.factor", .short, "3", in: .atLeast(1),
            "Replicas of the topic of transactions; fewer where there are fewer brokers."),
        Setting(
            "transaction.state.log.num.partitions", .int, "50", in: .atLeast(1),
            "Partitions of the topic of transactions."),
        Setting(
            "transaction.state.log.segment.bytes", .int, "104857600", in: .atLeast(1),
            "Size in bytes of a segment of the topic of transactions."),
        Setting(
            "transaction.partition.verification.enable", .boolean, "true", update: .clusterWide,
            "Whether a transactional write is accepted only if its partition was added to the transaction."
        ),
        Setting(
            "producer.id.expiration.ms", .int, "86400000", in: .atLeast(1), update: .clusterWide,
            "Milliseconds after which an idle producer id is forgotten."),
        Setting(
            "producer.id.expiration.check.interval.ms", .int, "600000", in: .atLeast(1),
            "Milliseconds between two looks for producer ids that are idle."),
        Setting(
            "transactional.id.expiration.ms", .int, "604800000", in: .atLeast(1),
            "Milliseconds after which an idle transactional id is forgotten."),
        Setting(
            "transaction.max.timeout.ms", .int, "900000", in: .atLeast(1),
            "Longest timeout in milliseconds that a transaction may ask for."),
        Setting(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", .int, "10000",
            in: .atLeast(1), "Milliseconds between two looks for transactions that are out of time."
        ),
        Setting(
            "transaction.remove.expired.transaction.cleanup.interval.ms", .int, "3600000",
            in: .atLeast(1), "Milliseconds between two looks for transactional ids that are idle."),
        Setting(
            "transaction.two.phase.commit.enable", .boolean, "false",
            "Whether transactions without a timeout are allowed (KIP-939)."),
        Setting(
            "add.partitions.to.txn.retry.backoff.max.ms", .int, "100", in: .atLeast(0),
            "Most milliseconds that a broker goes on asking the coordinator about a partition of a transaction."
        ),
        Setting(
            "add.partitions.to.txn.retry.backoff.ms", .int, "20", in: .atLeast(1),
            "Milliseconds between two questions of a broker about a partition of a transaction."),
    ]
}
