/// Why a coordinator refuses what is asked of a transaction.
package enum TransactionError: Error, Equatable {
    /// Another broker coordinates this transactional id.
    case notCoordinator
    /// The transactions of this partition are still being loaded, or no producer id is at hand yet.
    case loading
    /// The coordinator cannot serve now.
    case notAvailable
    /// The transaction before is still being ended: ask again.
    case concurrent
    /// The transactional id is not known, or the producer id is not its own.
    case invalidMapping
    /// A newer producer has taken the transactional id over.
    case fenced
    /// The transaction is in no state for this.
    case invalidState
    /// The partition is not in the transaction; aborting it helps (KIP-890).
    case abortable
    /// The timeout is not above zero, or above `transaction.max.timeout.ms`.
    case invalidTimeout
    /// The transactional id is empty.
    case invalidRequest
    /// There is no such transactional id.
    case notFound
    /// The transaction has as many partitions as one may have.
    case tooManyPartitions
    /// The broker keeps as much of transactional ids as it may (`strom.memory.state.bytes`).
    case memoryFull
}
