/// How much of a log compaction has not seen yet.
package struct Dirtiness: Equatable, Sendable {
    /// Bytes of the segments that may be compacted and were not, as they are now.
    package let dirtyBytes: Int
    /// Bytes of all segments that may be compacted.
    package let totalBytes: Int
    /// Whether a record has waited for `max.compaction.lag.ms`.
    package let isOverdue: Bool
    /// `min.cleanable.dirty.ratio`.
    package let threshold: Double

    /// The dirty share.
    package var ratio: Double { totalBytes == 0 ? 0 : Double(dirtyBytes) / Double(totalBytes) }

    /// Whether the log is to be compacted now.
    package var isDue: Bool { dirtyBytes > 0 && (isOverdue || ratio > threshold) }
}
