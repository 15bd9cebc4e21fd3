import KafkaProtocol

/// A row of `.timeindex`: the largest timestamp up to a batch.
///
/// 12 bytes, big-endian as in Kafka: the timestamp (int64), and the offset of the last record of the
/// first batch that has it, less the segment's first offset (int32). All records with a larger
/// timestamp come after that batch.
package struct TimeIndexEntry: IndexEntry {
    package let timestamp: Int64
    package let relativeOffset: Int32

    package init(timestamp: Int64, relativeOffset: Int32) {
        self.timestamp = timestamp
        self.relativeOffset = relativeOffset
    }

    package static let byteCount = 12

    package init(_ bytes: RawSpan, at offset: Int) {
        timestamp = bytes.integer(at: offset)
        relativeOffset = bytes.integer(at: offset + 8)
    }

    package func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(timestamp)
        bytes.appendInteger(relativeOffset)
    }

    package var isPossible: Bool { relativeOffset >= 0 && timestamp >= 0 }

    package func follows(_ earlier: TimeIndexEntry) -> Bool {
        timestamp > earlier.timestamp && relativeOffset > earlier.relativeOffset
    }
}
