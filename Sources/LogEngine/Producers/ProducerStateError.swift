package import KafkaProtocol

/// Why a producer's batch is not taken.
package enum ProducerStateError: Error, Equatable, Sendable {
    /// It does not follow the producer's last one (OUT_OF_ORDER_SEQUENCE_NUMBER).
    case outOfOrderSequence(ProducerID, expected: Int32, found: Int32)
    /// A producer of the same id with a higher epoch was here before (INVALID_PRODUCER_EPOCH).
    case staleEpoch(ProducerID, current: ProducerEpoch, found: ProducerEpoch)
    /// A coordinator with a higher epoch was here before (TRANSACTION_COORDINATOR_FENCED).
    case staleCoordinator(current: Int32, found: Int32)
    /// It is not part of the transaction that its producer has open (INVALID_TXN_STATE).
    case outsideTransaction(ProducerID)
    /// It would begin a transaction here of which the coordinator was not asked, or the transaction
    /// that it was asked about has ended since (INVALID_TXN_STATE).
    case unverified(ProducerID)
}
