extension BrokerSettings {
    /// Who this node is, and how the metadata is kept.
    static let node: [Setting] = [
        Setting(
            "process.roles", .list, "broker,controller", in: .listOf(["broker", "controller"]),
            "What this process is: broker, controller or both."),
        Setting(
            "node.id", .int, "1", in: .atLeast(0),
            "Number of this node, which no other node of the cluster has."),
        Setting(
            "initial.broker.registration.timeout.ms", .int, "60000",
            "Milliseconds that a starting broker waits to be registered before it gives up."),
        Setting(
            "broker.heartbeat.interval.ms", .int, "2000",
            "Milliseconds between two heartbeats of a broker to the controller."),
        Setting(
            "broker.session.timeout.ms", .int, "9000",
            "Milliseconds without a heartbeat after which the controller takes a broker for gone."),
        Setting(
            "controller.listener.names", .list, nil, in: .nonEmptyList,
            "Names of the listeners that controllers use, separated by commas."),
        Setting(
            "sasl.mechanism.controller.protocol", .string, "GSSAPI",
            "SASL mechanism that brokers use towards controllers."),
        Setting(
            "controller.performance.sample.period.ms", .long, "60000", in: .atLeast(100),
            "No effect: period of Kafka's statistics on its controller's events."),
        Setting(
            "controller.performance.always.log.threshold.ms", .long, "2000", in: .atLeast(0),
            "No effect: time from which Kafka's controller logs an event."),
        Setting(
            "server.max.startup.time.ms", .long, "9223372036854775807", in: .atLeast(0),
            "Most milliseconds that a start may take."),
        Setting(
            "controller.quorum.voters", .list, "",
            "Voters of the metadata quorum as id@host:port, separated by commas."),
        Setting(
            "controller.quorum.bootstrap.servers", .list, "",
            "Where to find the metadata quorum, as host:port separated by commas."),
        Setting(
            "controller.quorum.election.timeout.ms", .int, "1000", in: .atLeast(0),
            "Milliseconds without a leader after which a voter starts an election."),
        Setting(
            "controller.quorum.fetch.timeout.ms", .int, "2000", in: .atLeast(0),
            "Milliseconds without an answered fetch after which a leader or a follower of the quorum gives up."
        ),
        Setting(
            "controller.quorum.election.backoff.max.ms", .int, "1000", in: .atLeast(0),
            "Most milliseconds that a voter waits after an election that nobody won."),
        Setting(
            "controller.quorum.append.linger.ms", .int, "25", in: .atLeast(0),
            "Most milliseconds that the quorum's leader gathers records before it writes them."),
        Setting(
            "controller.quorum.request.timeout.ms", .int, "2000", in: .atLeast(0),
            "Milliseconds after which a request within the quorum is given up."),
        Setting(
            "controller.quorum.retry.backoff.ms", .int, "20", in: .atLeast(0),
            "Milliseconds between two tries of a request within the quorum."),
        Setting(
            "controller.quorum.auto.join.enable", .boolean, "false",
            "Whether a controller joins the quorum as a voter by itself."),
        Setting(
            "metadata.log.max.record.bytes.between.snapshots", .long, "20971520", in: .atLeast(1),
            "Bytes of metadata records after which a snapshot is written."),
        Setting(
            "metadata.log.max.snapshot.interval.ms", .long, "3600000", in: .atLeast(0),
            "Milliseconds after which a snapshot of the metadata is written if there is anything new; 0 for never."
        ),
        Setting(
            "metadata.log.dir", .string, nil,
            "Directory of the metadata log; the first of log.dirs where it is not given."),
        Setting(
            "metadata.log.segment.bytes", .int, "1073741824", in: .atLeast(8388608),
            "Size in bytes at which a segment of the metadata log is closed."),
        Setting(
            "metadata.log.segment.ms", .long, "604800000",
            "Milliseconds after which a segment of the metadata log is closed."),
        Setting(
            "metadata.max.retention.bytes", .long, "104857600",
            "Bytes of metadata log and snapshots that are kept before the oldest are deleted."),
        Setting(
            "metadata.max.retention.ms", .long, "604800000",
            "Milliseconds that metadata log and snapshots are kept."),
        Setting(
            "metadata.max.idle.interval.ms", .int, "500", in: .atLeast(0),
            "Milliseconds after which an idle quorum leader writes an empty record; 0 for never."),
        Setting(
            "internal.metadata.log.segment.bytes", .int, nil,
            "Size of a segment of the metadata log, below the usual bound; for tests."),
        Setting(
            "internal.metadata.max.batch.size.in.bytes", .int, "8388608",
            "Largest batch of metadata records in bytes."),
        Setting(
            "internal.metadata.max.fetch.size.in.bytes", .int, "8388608",
            "Most bytes that one fetch of the metadata log returns."),
        Setting(
            "internal.metadata.delete.delay.millis", .long, "60000",
            "Milliseconds between a metadata file's removal and its deletion."),
    ]
}
