/// How the log of a topic is kept: the parsed, immutable value of its settings.
///
/// What each means stands in its row in ``TopicSettings``.
package struct TopicConfiguration: Sendable, Equatable {
    package var segmentBytes = 1 << 30
    package var segmentMs: Int64 = 604_800_000
    package var segmentJitterMs: Int64 = 0
    package var segmentIndexBytes = 10_485_760
    package var flushMessages = Int64.max
    package var flushMs = Int64.max
    package var preallocate = false
    package var indexIntervalBytes = 4096

    /// -1 for no limit.
    package var retentionBytes: Int64 = -1
    /// -1 for ever.
    package var retentionMs: Int64 = 604_800_000
    package var cleanupPolicy: CleanupPolicy = .delete
    package var deleteRetentionMs: Int64 = 86_400_000
    package var minCompactionLagMs: Int64 = 0
    package var maxCompactionLagMs = Int64.max
    package var minCleanableDirtyRatio = 0.5
    package var fileDeleteDelayMs: Int64 = 60_000

    package var maxMessageBytes = 1_048_588
    package var compressionType = CompressionType.producer
    package var compressionGzipLevel = -1
    package var compressionLZ4Level = 9
    package var compressionZstdLevel = 3
    package var messageTimestampType = TimestampType.createTime
    package var messageTimestampBeforeMaxMs = Int64.max
    package var messageTimestampAfterMaxMs: Int64 = 3_600_000

    package var minInsyncReplicas = 1
    package var durability = Durability.sync
    package var uncleanLeaderElectionEnable = false

    package var remoteStorageEnable = false
    /// -2 for what ``retentionMs`` says.
    package var localRetentionMs: Int64 = -2
    /// -2 for what ``retentionBytes`` says.
    package var localRetentionBytes: Int64 = -2

    /// The defaults.
    package init() {}

    /// What becomes of old segments; neither keeps them for ever.
    package struct CleanupPolicy: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let delete = CleanupPolicy(rawValue: 1)
        package static let compact = CleanupPolicy(rawValue: 2)
    }

    /// The codec in which batches are stored.
    package enum CompressionType: String, Sendable {
        case producer, uncompressed, gzip, snappy, lz4, zstd
    }

    /// Whose clock stamps the records.
    package enum TimestampType: String, Sendable {
        case createTime = "CreateTime"
        case logAppendTime = "LogAppendTime"
    }
}

/// When a write with acks=all is answered.
package enum Durability: String, Sendable {
    /// When it is on the disk of every replica that counts.
    case sync
    /// When it is in their page caches.
    case async
}
