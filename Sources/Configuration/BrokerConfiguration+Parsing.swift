extension BrokerConfiguration {
    /// Reads the layers.
    ///
    /// What was given is checked, each value and all together; what changed while running was
    /// checked then.
    ///
    /// - Throws: the first mistake, in the order of the names.
    package init(_ layers: BrokerLayers, clusterID: String? = nil) throws(SettingError) {
        for (name, value) in layers.given.sorted(by: { $0.key < $1.key }) {
            try BrokerSettings.row(name)?.check(value)
        }
        self.init()
        self.layers = layers
        self.clusterID = clusterID
        let values = SettingValues(layers)
        readNode(values)
        readSockets(values)
        readQuotas(values)
        readLogs(values)
        readMetadata(values)
        readGroups(values)
        readTransactions(values)
        try readListeners(values)
        adminListener = try ListenerEndpoint.parseAdmin(values.text("strom.admin.listener") ?? "")
        try checkTogether(values)
    }

    private mutating func readNode(_ values: SettingValues) {
        nodeID = values.given("node.id") ?? values.given("broker.id") ?? nodeID
        rack = values.text("broker.rack")
        dataDirectories = listItems(values.text("log.dirs") ?? values.text("log.dir") ?? "")
        loops = values.number("strom.loops")
        durability = Durability(rawValue: values.text("strom.durability") ?? "") ?? .sync
        syncThreads = values.number("strom.sync.threads")
        memoryBytes = values.number("strom.memory.bytes")
        memoryStateBytes = values.number("strom.memory.state.bytes")
    }

    private mutating func readSockets(_ values: SettingValues) {
        socketSendBufferBytes = values.number("socket.send.buffer.bytes")
        socketReceiveBufferBytes = values.number("socket.receive.buffer.bytes")
        socketRequestMaxBytes = values.number("socket.request.max.bytes")
        socketListenBacklogSize = values.number("socket.listen.backlog.size")
        maxConnections = values.number("max.connections")
        maxConnectionsPerIP = values.number("max.connections.per.ip")
        maxConnectionCreationRate = values.number("max.connection.creation.rate")
        connectionsMaxIdleMs = values.number("connections.max.idle.ms")
        queuedMaxRequests = values.number("queued.max.requests")
        queuedMaxRequestBytes = values.number("queued.max.request.bytes")
        requestTimeoutMs = values.number("request.timeout.ms")
        fetchMaxBytes = values.number("fetch.max.bytes")
        maxIncrementalFetchSessionCacheSlots = values.number(
            "max.incremental.fetch.session.cache.slots")
        maxRequestPartitionSizeLimit = values.number("max.request.partition.size.limit")
    }

    private mutating func readQuotas(_ values: SettingValues) {
        quotaWindowNum = values.number("quota.window.num")
        quotaWindowSizeSeconds = values.number("quota.window.size.seconds")
        controllerQuotaWindowNum = values.number("controller.quota.window.num")
        controllerQuotaWindowSizeSeconds = values.number("controller.quota.window.size.seconds")
    }

    private mutating func readLogs(_ values: SettingValues) {
        autoCreateTopicsEnable = values.flag("auto.create.topics.enable")
        deleteTopicEnable = values.flag("delete.topic.enable")
        numPartitions = values.number("num.partitions")
        defaultReplicationFactor = values.number("default.replication.factor")
        messageMaxBytes = values.number("message.max.bytes")
        minInsyncReplicas = values.number("min.insync.replicas")
        autoLeaderRebalanceEnable = values.flag("auto.leader.rebalance.enable")
        logRetentionCheckIntervalMs = values.number("log.retention.check.interval.ms")
        logInitialTaskDelayMs = values.number("log.initial.task.delay.ms")
        logFlushOffsetCheckpointIntervalMs = values.number(
            "log.flush.offset.checkpoint.interval.ms")
        logFlushStartOffsetCheckpointIntervalMs = values.number(
            "log.flush.start.offset.checkpoint.interval.ms")
        replicaHighWatermarkCheckpointIntervalMs = values.number(
            "replica.high.watermark.checkpoint.interval.ms")
        numRecoveryThreadsPerDataDir = values.number("num.recovery.threads.per.data.dir")
        replicaLagTimeMaxMs = values.number("replica.lag.time.max.ms")
        replicaFetchMaxBytes = values.number("replica.fetch.max.bytes")
        replicaFetchResponseMaxBytes = values.number("replica.fetch.response.max.bytes")
        replicaFetchWaitMaxMs = values.number("replica.fetch.wait.max.ms")
    }

    private mutating func readMetadata(_ values: SettingValues) {
        metadataLogDirectory = values.text("metadata.log.dir")
        metadataLogSegmentBytes = values.number("metadata.log.segment.bytes")
        metadataLogSegmentMs = values.number("metadata.log.segment.ms")
        metadataLogMaxRecordBytesBetweenSnapshots = values.number(
            "metadata.log.max.record.bytes.between.snapshots")
        metadataLogMaxSnapshotIntervalMs = values.number("metadata.log.max.snapshot.interval.ms")
        metadataMaxRetentionBytes = values.number("metadata.max.retention.bytes")
        metadataMaxRetentionMs = values.number("metadata.max.retention.ms")
        brokerHeartbeatIntervalMs = values.number("broker.heartbeat.interval.ms")
        brokerSessionTimeoutMs = values.number("broker.session.timeout.ms")
    }

    private mutating func readGroups(_ values: SettingValues) {
        offsetsTopicNumPartitions = values.number("offsets.topic.num.partitions")
        offsetsTopicReplicationFactor = values.number("offsets.topic.replication.factor")
        offsetsTopicSegmentBytes = values.number("offsets.topic.segment.bytes")
        offsetsRetentionMinutes = values.number("offsets.retention.minutes")
        offsetsRetentionCheckIntervalMs = values.number("offsets.retention.check.interval.ms")
        offsetsCommitTimeoutMs = values.number("offsets.commit.timeout.ms")
        offsetMetadataMaxBytes = values.number("offset.metadata.max.bytes")
        groupMinSessionTimeoutMs = values.number("group.min.session.timeout.ms")
        groupMaxSessionTimeoutMs = values.number("group.max.session.timeout.ms")
        groupInitialRebalanceDelayMs = values.number("group.initial.rebalance.delay.ms")
        groupMaxSize = values.number("group.max.size")
        groupConsumerSessionTimeoutMs = values.number("group.consumer.session.timeout.ms")
        groupConsumerHeartbeatIntervalMs = values.number("group.consumer.heartbeat.interval.ms")
        groupConsumerMaxSize = values.number("group.consumer.max.size")
        groupConsumerAssignors = listItems(
            values.text("group.consumer.assignors") ?? "")
        groupConsumerMigrationPolicy = (values.text("group.consumer.migration.policy") ?? "")
            .lowercased()
    }

    private mutating func readTransactions(_ values: SettingValues) {
        transactionStateLogNumPartitions = values.number("transaction.state.log.num.partitions")
        transactionStateLogReplicationFactor = values.number(
            "transaction.state.log.replication.factor")
        transactionStateLogMinIsr = values.number("transaction.state.log.min.isr")
        transactionStateLogSegmentBytes = values.number("transaction.state.log.segment.bytes")
        transactionMaxTimeoutMs = values.number("transaction.max.timeout.ms")
        transactionalIDExpirationMs = values.number("transactional.id.expiration.ms")
        transactionalIDExpirationCheckIntervalMs = values.number(
            "transaction.remove.expired.transaction.cleanup.interval.ms")
        transactionAbortCheckIntervalMs = values.number(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms")
        transactionMaxPartitions = values.number("strom.transaction.max.partitions")
        transactionPartitionVerificationEnable = values.flag(
            "transaction.partition.verification.enable")
        addPartitionsToTxnRetryBackoffMs = values.number("add.partitions.to.txn.retry.backoff.ms")
        addPartitionsToTxnRetryBackoffMaxMs = values.number(
            "add.partitions.to.txn.retry.backoff.max.ms")
        producerIDExpirationMs = values.number("producer.id.expiration.ms")
        producerIDExpirationCheckIntervalMs = values.number(
            "producer.id.expiration.check.interval.ms")
    }
}

/// The values that hold in the layers, by name.
struct SettingValues {
    let layers: BrokerLayers

    init(_ layers: BrokerLayers) {
        self.layers = layers
    }

    /// The strongest value that its row accepts, without blanks around it.
    func text(_ name: String) -> String? {
        let row = BrokerSettings.row(name)
        for layer in layers.bySource {
            if let given = layer.values[name], let text = try? row?.check(given) { return text }
        }
        return row?.fallback
    }

    /// A number, where the name was given at all.
    func given<Number: FixedWidthInteger>(_ name: String) -> Number? {
        layers.bySource.contains { $0.values[name] != nil } ? number(name) : nil
    }

    /// A number; its row has a default and accepts nothing else.
    func number<Number: FixedWidthInteger>(_ name: String) -> Number {
        guard let text = text(name), let number = Number(text) else {
            preconditionFailure("\(name) has no number for its default")
        }
        return number
    }

    /// Whether it is true.
    func flag(_ name: String) -> Bool {
        text(name).flatMap(boolean) ?? false
    }
}
