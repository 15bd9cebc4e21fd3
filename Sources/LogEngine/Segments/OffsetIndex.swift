import KafkaProtocol

/// A row of `.index`: where in the segment's file a batch lies.
///
/// 8 bytes, big-endian as in Kafka: the offset of the batch's last record less the segment's first
/// (int32), and the position of the batch's first byte (int32).
package struct OffsetIndexEntry: IndexEntry {
    package let relativeOffset: Int32
    package let position: Int32

    package init(relativeOffset: Int32, position: Int32) {
        self.relativeOffset = relativeOffset
        self.position = position
    }

    package static let byteCount = 8

    package init(_ bytes: RawSpan, at offset: Int) {
        relativeOffset = bytes.integer(at: offset)
        position = bytes.integer(at: offset + 4)
    }

    package func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(relativeOffset)
        bytes.appendInteger(position)
    }

    /// The first batch of a segment has no row.
    package var isPossible: Bool { relativeOffset >= 0 && position > 0 }

    package func follows(_ earlier: OffsetIndexEntry) -> Bool {
        relativeOffset > earlier.relativeOffset && position > earlier.position
    }
}
