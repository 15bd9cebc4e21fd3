extension BrokerSettings {
    /// Segments in an object store.
    static let tiering: [Setting] = [
        Setting(
            "remote.log.storage.system.enable", .boolean, "false",
            "Whether topics may keep segments in an object store."),
        Setting(
            "remote.log.storage.manager.impl.prefix", .string, "rsm.config.", in: .nonEmpty,
            "Prefix of the settings of the remote storage."),
        Setting(
            "remote.log.metadata.manager.impl.prefix", .string, "rlmm.config.", in: .nonEmpty,
            "Prefix of the settings of the remote storage's metadata."),
        Setting(
            "remote.log.storage.manager.class.name", .string, nil, in: .nonEmpty,
            "No effect: class of the remote storage; Strom loads no Java classes."),
        Setting(
            "remote.log.storage.manager.class.path", .string, nil,
            "No effect: where the class of the remote storage lies."),
        Setting(
            "remote.log.metadata.manager.class.name", .string,
            "org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManager",
            in: .nonEmpty,
            "No effect: class of the remote storage's metadata; Strom loads no Java classes."),
        Setting(
            "remote.log.metadata.manager.class.path", .string, nil,
            "No effect: where the class of the remote storage's metadata lies."),
        Setting(
            "remote.log.metadata.manager.listener.name", .string, nil, in: .nonEmpty,
            "No effect: listener of the remote storage's metadata."),
        Setting(
            "remote.log.metadata.custom.metadata.max.bytes", .int, "128", in: .atLeast(0),
            "Most bytes that a remote storage may keep with a segment."),
        Setting(
            "remote.log.index.file.cache.total.size.bytes", .long, "1073741824", in: .atLeast(1),
            update: .clusterWide,
            "Bytes of disk for indexes that were fetched from the object store."),
        Setting(
            "remote.log.manager.thread.pool.size", .int, "2", in: .atLeast(1),
            "Threads of the remote storage."),
        Setting(
            "remote.log.manager.copier.thread.pool.size", .int, "10", in: .atLeast(1),
            update: .clusterWide, "Threads that copy segments to the object store."),
        Setting(
            "remote.log.manager.expiration.thread.pool.size", .int, "10", in: .atLeast(1),
            update: .clusterWide, "Threads that delete segments from the object store."),
        Setting(
            "remote.log.manager.follower.thread.pool.size", .int, "2", in: .atLeast(1),
            update: .clusterWide, "Threads that follow what the leader copied to the object store."),
        Setting(
            "remote.log.manager.task.interval.ms", .long, "30000", in: .atLeast(1),
            "Milliseconds between two looks for segments to copy or to delete."),
        Setting(
            "remote.log.manager.task.retry.backoff.ms", .long, "500", in: .atLeast(1),
            "Milliseconds between two tries of a remote storage task at first."),
        Setting(
            "remote.log.manager.task.retry.backoff.max.ms", .long, "30000", in: .atLeast(1),
            "Most milliseconds between two tries of a remote storage task."),
        Setting(
            "remote.log.manager.task.retry.jitter", .double, "0.2", in: .fraction(0...0.5),
            "Random share of the time between two tries."),
        Setting(
            "remote.log.reader.threads", .int, "10", in: .atLeast(1), update: .clusterWide,
            "Threads that read from the object store."),
        Setting(
            "remote.log.reader.max.pending.tasks", .int, "100", in: .atLeast(1),
            "Reads from the object store that may wait."),
        Setting(
            "log.local.retention.ms", .long, "-2", in: .atLeast(-2), update: .clusterWide,
            "Milliseconds that a segment stays on the disk once it is in the object store; -2 for log.retention.ms."
        ),
        Setting(
            "log.local.retention.bytes", .long, "-2", in: .atLeast(-2), update: .clusterWide,
            "Bytes of a partition that stay on the disk once they are in the object store; -2 for log.retention.bytes."
        ),
        Setting(
            "remote.log.manager.copy.max.bytes.per.second", .long, "9223372036854775807",
            in: .atLeast(1), update: .clusterWide,
            "Most bytes a second that are copied to the object store."),
        Setting(
            "remote.log.manager.copy.quota.window.num", .int, "11", in: .atLeast(1),
            "Windows over which copying to the object store is measured."),
        Setting(
            "remote.log.manager.copy.quota.window.size.seconds", .int, "1", in: .atLeast(1),
            "Seconds of a window of copying to the object store."),
        Setting(
            "remote.log.manager.fetch.max.bytes.per.second", .long, "9223372036854775807",
            in: .atLeast(1), update: .clusterWide,
            "Most bytes a second that are read from the object store."),
        Setting(
            "remote.log.manager.fetch.quota.window.num", .int, "11", in: .atLeast(1),
            "Windows over which reading from the object store is measured."),
        Setting(
            "remote.log.manager.fetch.quota.window.size.seconds", .int, "1", in: .atLeast(1),
            "Seconds of a window of reading from the object store."),
        Setting(
            "remote.fetch.max.wait.ms", .int, "500", in: .atLeast(1), update: .clusterWide,
            "Most milliseconds that a fetch waits for the object store."),
        Setting(
            "remote.list.offsets.request.timeout.ms", .long, "30000", in: .atLeast(1),
            update: .clusterWide,
            "Milliseconds that a search for offsets in the object store may take."),
    ]
}
