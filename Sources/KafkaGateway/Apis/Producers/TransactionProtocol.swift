import Cluster
import Configuration
import KafkaProtocol

/// What a client knows of transactions, as the version of what it writes tells (KIP-890).
enum TransactionProtocol {
    /// It adds partitions itself: Produce up to 10, TxnOffsetCommit up to 3.
    case explicit
    /// As ``explicit``, and it knows that aborting helps: Produce 11, TxnOffsetCommit 4.
    case abortable
    /// Partitions are added by what is written to them, and each transaction has an epoch of its own:
    /// Produce from 12, TxnOffsetCommit from 5 on.
    case implicit

    init(produceVersion version: Int16) {
        self = version >= 12 ? .implicit : version == 11 ? .abortable : .explicit
    }

    init(txnOffsetCommitVersion version: Int16) {
        self = version >= 5 ? .implicit : version == 4 ? .abortable : .explicit
    }

    /// What a writer is told, who does not know PRODUCER_FENCED (T-4, T-8).
    func code(of refusal: TransactionError) -> ErrorCode {
        switch refusal {
        case .fenced: .invalidProducerEpoch
        case .abortable: self == .explicit ? .invalidTxnState : .transactionAbortable
        default: refusal.code
        }
    }
}

/// Who writes in a transaction, and by which protocol.
struct TransactionalProducer {
    let transactionalID: String
    let identity: ProducerIdentity
    let client: TransactionProtocol

    /// Whether the coordinator is asked before a transaction is begun in a log.
    ///
    /// Old clients are taken at their word where `transaction.partition.verification.enable` is off.
    func mustAskCoordinator(in loop: LoopContext) -> Bool {
        client == .implicit || loop.configuration.transactionPartitionVerificationEnable
    }
}
