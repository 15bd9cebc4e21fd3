package import KafkaProtocol

/// A transaction that was aborted: what a reader of committed records leaves out.
///
/// In `.txnindex` it is an entry of 34 bytes: version 0 (int16), producer, first and last offset,
/// last stable offset, big-endian.
package struct AbortedTransaction: Equatable, Sendable {
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

/// How a transaction ended, as its marker says it (a record of a control batch).
package struct TransactionMarker: Equatable, Sendable {
    package let isCommit: Bool
    package let coordinatorEpoch: Int32

    package init(isCommit: Bool, coordinatorEpoch: Int32) {
        self.isCommit = isCommit
        self.coordinatorEpoch = coordinatorEpoch
    }
}
