/// What a partition asks of the batches that clients send it.
package struct BatchRules: Hashable, Sendable {
    /// How large a batch may be, as sent, with its header: `max.message.bytes`.
    package var largestBatch = 1_048_588

    /// Whether zstd is known to the version of the request (KIP-110: Produce 7).
    package var allowsZstd = true

    /// Whether every record must have a key: the topic is compacted (KIP-467).
    package var requiresKeys = false

    /// Whose timestamps the partition keeps: `message.timestamp.type`.
    package var timestampType = TimestampType.createTime

    /// How old a record may be, in milliseconds: `message.timestamp.before.max.ms` (KIP-937).
    package var timestampBeforeMaxMs = Int64.max

    /// How far in the future it may be, in milliseconds: `message.timestamp.after.max.ms`.
    package var timestampAfterMaxMs: Int64 = 3_600_000

    /// How the partition wants all batches compressed; nil to keep them as they come
    /// (`compression.type=producer`).
    package var compression: Compression?

    /// What no batch may expand to, whatever the partition allows; at most
    /// ``Decompression/largestBatch``.
    package var expansionLimit = Decompression.largestBatch

    /// Rules with Kafka's defaults.
    package init() {}

    /// How many bytes the records of a compressed batch may expand to: 20 times as many as a batch
    /// may have.
    var largestExpansion: Int {
        min(
            largestBatch.multipliedReportingOverflow(by: 20).partialValue,
            expansionLimit, Decompression.largestBatch)
    }
}
