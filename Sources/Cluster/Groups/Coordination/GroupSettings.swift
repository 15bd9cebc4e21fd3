package import Configuration
import Syscalls

/// The broker's settings for groups and their offsets.
package struct GroupSettings: Sendable {
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
        offsetMetadataMaxBytes = configuration.offsetMetadataMaxBytes
        offsetsRetentionMs = configuration.offsetsRetentionMinutes * 60_000
    }
}
