package import KafkaProtocol

/// A transaction that was aborted: what a reader of committed records leaves out.
///
/// In `.txnindex` it is an entry of 34 bytes: version 0 (int16), producer, first and last offset,
/// last stable offset, big-endian.
package struct AbortedTransaction: IndexEntry {
    package let producerID: ProducerID
    package let firstOffset: Offset
    /// Where the marker stands that ended it.
    package let lastOffset: Offset
    /// The last stable offset after it was aborted.
    package let lastStableOffset: Offset

    package init(
        producerID: ProducerID, firstOffset: Offset, lastOffset: Offset, lastStableOffset: Offset
    ) {
        self.producerID = producerID
        self.firstOffset = firstOffset
        self.lastOffset = lastOffset
        self.lastStableOffset = lastStableOffset
    }
}

extension AbortedTransaction {
    package static let byteCount = 34

    package init(_ bytes: RawSpan, at offset: Int) {
        let version = bytes.integer(at: offset, as: Int16.self)
        let producerID = ProducerID(rawValue: bytes.integer(at: offset + 2))
        // There is one version: a row of another is not possible.
        self.init(
            producerID: version == 0 ? producerID : .none,
            firstOffset: Offset(rawValue: bytes.integer(at: offset + 10)),
            lastOffset: Offset(rawValue: bytes.integer(at: offset + 18)),
            lastStableOffset: Offset(rawValue: bytes.integer(at: offset + 26)))
    }

    package func append(to bytes: inout [UInt8]) {
        bytes.appendInteger(0 as Int16)
        bytes.appendInteger(producerID.rawValue)
        bytes.appendInteger(firstOffset.rawValue)
        bytes.appendInteger(lastOffset.rawValue)
        bytes.appendInteger(lastStableOffset.rawValue)
    }

    package var isPossible: Bool {
        producerID > .none && firstOffset >= .zero && firstOffset < lastOffset
            && lastStableOffset.rawValue - 1 <= lastOffset.rawValue
    }

    /// Markers stand one behind the other, what is decided stays so, and what ends later was not
    /// decided before.
    package func follows(_ earlier: AbortedTransaction) -> Bool {
        lastOffset > earlier.lastOffset && lastStableOffset >= earlier.lastStableOffset
            && firstOffset >= earlier.lastStableOffset
    }
}
