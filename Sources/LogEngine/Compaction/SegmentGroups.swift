import KafkaProtocol

/// Puts neighbouring segments together that make one segment when they are compacted.
enum SegmentGroups {
    /// Each group takes at most `bytes` before it is compacted, and its offsets fit in one index.
    static func groups(of segments: [ClosedSegment], bytes: Int) -> [[ClosedSegment]] {
        var groups: [[ClosedSegment]] = []
        var size = 0
        for segment in segments {
            if let first = groups.last?.first, size + segment.size <= bytes,
                first.baseOffset.distance(to: segment.endOffset) <= Int(Int32.max)
            {
                groups[groups.count - 1].append(segment)
                size += segment.size
            } else {
                groups.append([segment])
                size = segment.size
            }
        }
        return groups
    }
}
