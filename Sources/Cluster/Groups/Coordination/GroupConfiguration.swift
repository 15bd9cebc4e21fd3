package import Configuration
import Syscalls

/// What a broker was told about groups and their offsets.
package struct GroupConfiguration: Sendable {
    package var classic = ClassicGroup.Settings()
    package var consumer = ConsumerGroup.Settings()
    package var offsetMetadataMaxBytes = 4096
    package var offsetsRetentionMs: Int64 = 604_800_000
    package var allowsUpgrade = true

    package init() {}

    /// The settings that a broker was given.
    package init(_ configuration: BrokerConfiguration) {
        classic.minSessionTimeoutMs = configuration.groupMinSessionTimeoutMs
        classic.maxSessionTimeoutMs = configuration.groupMaxSessionTimeoutMs
        classic.initialRebalanceDelayMs = configuration.groupInitialRebalanceDelayMs
        classic.maxSize = configuration.groupMaxSize
        let policy = configuration.groupConsumerMigrationPolicy
        allowsUpgrade = policy == "upgrade" || policy == "bidirectional"
        consumer.allowsDowngrade = policy == "downgrade" || policy == "bidirectional"
        consumer.sessionTimeoutMs = configuration.groupConsumerSessionTimeoutMs
        consumer.heartbeatIntervalMs = Int32(
            clamping: configuration.groupConsumerHeartbeatIntervalMs)
        consumer.maxSize = configuration.groupConsumerMaxSize
        consumer.assignors = configuration.groupConsumerAssignors.compactMap {
            PartitionAssignor(rawValue: $0)
        }
        offsetMetadataMaxBytes = configuration.offsetMetadataMaxBytes
        offsetsRetentionMs = configuration.offsetsRetentionMinutes * 60_000
    }
}
