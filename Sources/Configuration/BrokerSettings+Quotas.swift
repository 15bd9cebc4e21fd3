extension BrokerSettings {
    /// Quotas and metrics.
    static let quotas: [Setting] = [
        Setting(
            "quota.window.num", .int, "11", in: .atLeast(1),
            "Windows over which client quotas are measured."),
        Setting(
            "replication.quota.window.num", .int, "11", in: .atLeast(1),
            "Windows over which replication quotas are measured."),
        Setting(
            "alter.log.dirs.replication.quota.window.num", .int, "11", in: .atLeast(1),
            "Windows over which moves between data directories are measured."),
        Setting(
            "controller.quota.window.num", .int, "11", in: .atLeast(1),
            "Windows over which quotas of topic changes are measured."),
        Setting(
            "quota.window.size.seconds", .int, "1", in: .atLeast(1),
            "Seconds of a window of client quotas."),
        Setting(
            "replication.quota.window.size.seconds", .int, "1", in: .atLeast(1),
            "Seconds of a window of replication quotas."),
        Setting(
            "alter.log.dirs.replication.quota.window.size.seconds", .int, "1", in: .atLeast(1),
            "Seconds of a window of moves between data directories."),
        Setting(
            "controller.quota.window.size.seconds", .int, "1", in: .atLeast(1),
            "Seconds of a window of quotas of topic changes."),
        Setting(
            "client.quota.callback.class", .class, nil,
            "No effect: class that decides quotas; Strom loads no Java classes."),
        Setting(
            "metrics.num.samples", .int, "2", in: .atLeast(1),
            "No effect: samples of Kafka's metrics."),
        Setting(
            "metrics.sample.window.ms", .long, "30000", in: .atLeast(1),
            "No effect: window of Kafka's metrics."),
        Setting(
            "metric.reporters", .list, "org.apache.kafka.common.metrics.JmxReporter", in: .distinct,
            update: .clusterWide, "No effect: classes that report Kafka's metrics."),
        Setting("metrics.recording.level", .string, "INFO", "No effect: level of Kafka's metrics."),
        Setting(
            "kafka.metrics.reporters", .list, "", in: .distinct,
            "No effect: classes that report Kafka's older metrics."),
        Setting(
            "kafka.metrics.polling.interval.secs", .int, "10", in: .atLeast(1),
            "No effect: interval of Kafka's older metrics."),
        Setting(
            "telemetry.max.bytes", .int, "1048576", in: .atLeast(1),
            "Most bytes of metrics that a client may push."),
    ]
}
