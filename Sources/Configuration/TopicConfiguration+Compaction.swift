extension TopicConfiguration {
    /// How long a segment may be appended to: in a compacted topic no longer than its records may
    /// wait for compaction, which leaves that segment alone.
    package var longestSegmentMs: Int64 {
        cleanupPolicy.contains(.compact) ? min(segmentMs, maxCompactionLagMs) : segmentMs
    }
}
