package import KafkaProtocol
import Syscalls

/// A transactional id in a list.
package struct TransactionListing: Sendable {
    package let id: String
    package let producerID: ProducerID
    package let state: Transaction.State
}

extension TransactionsPartition {
    /// A transaction as it is (DescribeTransactions).
    package func describe(_ id: String) throws(TransactionError) -> Transaction {
        guard !id.isEmpty else { throw .invalidRequest }
        return try state.withLock { state throws(TransactionError) in
            try state.checkService()
            guard let known = state.known[id] else { throw .notFound }
            return known.transaction
        }
    }

    /// The transactional ids of this partition that are wanted (ListTransactions).
    ///
    /// Each is held against `isWanted` without the lock, as it was at one moment.
    package func list(
        where isWanted: (String, Transaction) -> Bool
    ) throws(TransactionError) -> [TransactionListing] {
        let known = try state.withLock { state throws(TransactionError) in
            try state.checkService()
            return state.known
        }
        return known.compactMap { id, known in
            let transaction = known.transaction
            guard isWanted(id, transaction) else { return nil }
            return TransactionListing(
                id: id, producerID: transaction.producerID, state: transaction.state)
        }
    }
}
