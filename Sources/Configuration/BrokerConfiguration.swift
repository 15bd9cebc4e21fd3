/// What a broker is told to be: the parsed, immutable value of its settings.
///
/// What each means stands in its row in ``BrokerSettings``. What changes while the broker runs
/// comes as a new value, made from ``layers`` with the change in it.
package struct BrokerConfiguration: Sendable, Equatable {
    /// What the value was made from; DescribeConfigs and the topics' defaults look here.
    package var layers = BrokerLayers()
    /// The cluster that the data directory must belong to; nil where any will do.
    package var clusterID: String?

    package var nodeID: Int32 = 1
    package var rack: String?
    /// `log.dirs`, else `log.dir`.
    package var dataDirectories = ["strom-data"]

    /// Where to listen; the first is the one that peers use unless told otherwise.
    package var listeners: [ListenerEndpoint] = []
    /// What clients are told; nil where each is told the address by which it came.
    package var advertisedListeners: [ListenerEndpoint]?
    package var interBrokerListenerName: String?
    package var controllerListenerNames: [String] = []

    package var loops = 0
    package var socketSendBufferBytes = -1
    package var socketReceiveBufferBytes = -1
    package var socketRequestMaxBytes = 104_857_600
    package var socketListenBacklogSize = 50
    package var maxConnections = Int(Int32.max)
    package var maxConnectionsPerIP = Int(Int32.max)
    /// By address, such as `127.0.0.1`.
    package var maxConnectionsPerIPOverrides: [String: Int] = [:]
    package var maxConnectionCreationRate = Int(Int32.max)
    package var connectionsMaxIdleMs: Int64 = 600_000
    package var queuedMaxRequests = 500
    /// -1 for half of ``memoryBytes``.
    package var queuedMaxRequestBytes: Int64 = -1
    package var requestTimeoutMs: Int64 = 30_000
    /// What clients can make the broker take, all together.
    package var memoryBytes: Int64 = 64 << 20
    /// What clients may leave behind; -1 for an eighth of the machine's memory.
    package var memoryStateBytes: Int64 = -1
    /// Where metrics and health are served; nil for nowhere.
    package var adminListener: ListenerEndpoint?

    package var quotaWindowNum = 11
    package var quotaWindowSizeSeconds = 1
    package var controllerQuotaWindowNum = 11
    package var controllerQuotaWindowSizeSeconds = 1

    package var fetchMaxBytes = 57_671_680
    package var maxIncrementalFetchSessionCacheSlots = 1000
    package var maxRequestPartitionSizeLimit = 2000

    package var autoCreateTopicsEnable = true
    package var deleteTopicEnable = true
    package var numPartitions = 1
    package var defaultReplicationFactor = 1
    package var messageMaxBytes = 1_048_588
    package var minInsyncReplicas = 1
    package var autoLeaderRebalanceEnable = true

    package var logRetentionCheckIntervalMs: Int64 = 300_000
    package var logInitialTaskDelayMs: Int64 = 30_000
    package var logFlushOffsetCheckpointIntervalMs: Int64 = 60_000
    package var logFlushStartOffsetCheckpointIntervalMs: Int64 = 60_000
    package var replicaHighWatermarkCheckpointIntervalMs: Int64 = 5_000
    package var numRecoveryThreadsPerDataDir = 2
    package var durability = Durability.sync
    /// Threads that sync, for each data directory.
    package var syncThreads = 2

    package var metadataLogDirectory: String?
    package var metadataLogSegmentBytes = 1 << 30
    package var metadataLogSegmentMs: Int64 = 604_800_000
    package var metadataLogMaxRecordBytesBetweenSnapshots: Int64 = 20_971_520
    package var metadataLogMaxSnapshotIntervalMs: Int64 = 3_600_000
    package var metadataMaxRetentionBytes: Int64 = 104_857_600
    package var metadataMaxRetentionMs: Int64 = 604_800_000
    package var brokerHeartbeatIntervalMs: Int64 = 2_000
    package var brokerSessionTimeoutMs: Int64 = 9_000
    package var replicaLagTimeMaxMs: Int64 = 30_000
    package var replicaFetchMaxBytes = 1_048_576
    package var replicaFetchResponseMaxBytes = 10_485_760
    package var replicaFetchWaitMaxMs: Int64 = 500

    package var offsetsTopicNumPartitions = 50
    package var offsetsTopicReplicationFactor = 3
    package var offsetsTopicSegmentBytes = 104_857_600
    package var offsetsRetentionMinutes: Int64 = 10_080
    package var offsetsRetentionCheckIntervalMs: Int64 = 600_000
    package var offsetsCommitTimeoutMs: Int64 = 5_000
    package var offsetMetadataMaxBytes = 4096
    package var groupMinSessionTimeoutMs: Int64 = 6_000
    package var groupMaxSessionTimeoutMs: Int64 = 1_800_000
    package var groupInitialRebalanceDelayMs: Int64 = 3_000
    package var groupMaxSize = Int(Int32.max)
    package var groupConsumerSessionTimeoutMs: Int64 = 45_000
    package var groupConsumerHeartbeatIntervalMs: Int64 = 5_000
    package var groupConsumerMaxSize = Int(Int32.max)
    package var groupConsumerAssignors = ["uniform", "range"]
    /// `disabled`, `upgrade`, `downgrade` or `bidirectional`.
    package var groupConsumerMigrationPolicy = "bidirectional"

    package var transactionStateLogNumPartitions = 50
    package var transactionStateLogReplicationFactor = 3
    package var transactionStateLogMinIsr = 2
    package var transactionStateLogSegmentBytes = 104_857_600
    package var transactionMaxTimeoutMs: Int64 = 900_000
    package var transactionalIDExpirationMs: Int64 = 604_800_000
    package var transactionalIDExpirationCheckIntervalMs: Int64 = 3_600_000
    package var transactionAbortCheckIntervalMs: Int64 = 10_000
    /// Most partitions of one transaction.
    package var transactionMaxPartitions = 20_000
    package var transactionPartitionVerificationEnable = true
    package var addPartitionsToTxnRetryBackoffMs: Int64 = 20
    package var addPartitionsToTxnRetryBackoffMaxMs: Int64 = 100
    package var producerIDExpirationMs: Int64 = 86_400_000
    package var producerIDExpirationCheckIntervalMs: Int64 = 600_000

    /// Kafka's defaults, as where a properties file is given and says nothing.
    package init() {}
}
