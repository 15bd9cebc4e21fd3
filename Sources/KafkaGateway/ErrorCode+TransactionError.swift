import Cluster
import KafkaProtocol

extension TransactionError {
    /// What a client is told of a refused transaction, in versions that know all of it.
    var code: ErrorCode {
        switch self {
        case .notCoordinator: .notCoordinator
        case .loading: .coordinatorLoadInProgress
        case .notAvailable: .coordinatorNotAvailable
        case .concurrent: .concurrentTransactions
        case .invalidMapping: .invalidProducerIdMapping
        case .fenced: .producerFenced
        case .invalidState: .invalidTxnState
        case .abortable: .transactionAbortable
        case .invalidTimeout: .invalidTransactionTimeout
        case .invalidRequest: .invalidRequest
        case .notFound: .transactionalIdNotFound
        case .tooManyPartitions: .unknownServerError
        case .memoryFull: .policyViolation
        }
    }

    /// As ``code``, for a version that may not know PRODUCER_FENCED yet (T-4, KIP-588).
    func code(knowsFencing: Bool) -> ErrorCode {
        self == .fenced && !knowsFencing ? .invalidProducerEpoch : code
    }
}
