package import KafkaProtocol
package import Syscalls

/// What a log knows of one producer.
package struct ProducerState: Equatable, Sendable {
    package internal(set) var epoch: ProducerEpoch
    /// The epoch of the coordinator that wrote its last marker; -1 before any.
    package internal(set) var coordinatorEpoch: Int32 = -1
    /// Where the transaction that it has open begins in this log.
    package internal(set) var transactionStart: Offset?
    package internal(set) var batches = RecentBatches()
    /// When it last wrote, by the broker's clock.
    package internal(set) var lastWrite: Timestamp

    package init(epoch: ProducerEpoch, lastWrite: Timestamp) {
        self.epoch = epoch
        self.lastWrite = lastWrite
    }

    /// Whether a batch may follow: what it would have to begin with.
    var nextSequence: Int32 {
        batches.last.map { Sequence.advance($0.lastSequence, by: 1) } ?? 0
    }

    /// Takes the epoch of what was written; what was sent in another is forgotten.
    mutating func enter(_ epoch: ProducerEpoch) {
        guard epoch != self.epoch else { return }
        self.epoch = epoch
        batches.removeAll()
    }
}
