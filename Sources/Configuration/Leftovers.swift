extension BrokerSettings {
    /// Why a name that older Kafka versions knew has no meaning any more; nil for other names.
    static func leftover(_ name: String) -> String? {
        if let reason = removed[name] { return reason }
        return families.first { name.hasPrefix($0.prefix) }?.reason
    }

    private static let removed: [String: String] = [
        "advertised.host.name": "removed in Kafka 3.0; use advertised.listeners",
        "advertised.port": "removed in Kafka 3.0; use advertised.listeners",
        "host.name": "removed in Kafka 3.0; use listeners",
        "port": "removed in Kafka 3.0; use listeners",
        "broker.id.generation.enable": "belongs to ZooKeeper, which is not used",
        "reserved.broker.max.id": "belongs to ZooKeeper, which is not used",
        "control.plane.listener.name": "belongs to ZooKeeper, which is not used",
        "inter.broker.protocol.version": "removed in Kafka 4.0",
        "log.message.format.version": "removed in Kafka 4.0; all records are of format 2",
        "log.message.downconversion.enable": "removed in Kafka 4.0; all records are of format 2",
        "log.message.timestamp.difference.max.ms":
            "removed in Kafka 4.0; use log.message.timestamp.before.max.ms and .after.max.ms",
        "delegation.token.master.key": "removed in Kafka 4.0; use delegation.token.secret.key",
        "offsets.commit.required.acks": "removed in Kafka 4.0; commits wait for all replicas",
        "leader.imbalance.per.broker.percentage": "removed in Kafka 4.0",
        "log.cleaner.hash.algorithm": "never had an effect",
        "password.encoder.secret": "belongs to ZooKeeper, which is not used",
        "password.encoder.old.secret": "belongs to ZooKeeper, which is not used",
        "quota.producer.default": "removed in Kafka 3.0; use client quotas",
        "quota.consumer.default": "removed in Kafka 3.0; use client quotas",
        "super.users": "belongs to the authorizer, which is not offered so far",
        "allow.everyone.if.no.acl.found": "belongs to the authorizer, which is not offered so far",
    ]

    private static let families: [(prefix: String, reason: String)] = [
        ("zookeeper.", "belongs to ZooKeeper, which is not used"),
        ("confluent.", "belongs to Confluent's broker"),
        ("metrics.jmx.", "belongs to Java's metrics"),
        ("rsm.config.", "belongs to a plugin for tiered storage"),
        ("rlmm.config.", "belongs to a plugin for tiered storage"),
    ]
}
