/// How the transaction of a transactional id stands, numbered as in the records of
/// `__transaction_state`.
package enum TransactionState: Int8, Sendable, CaseIterable {
    case empty = 0
    case ongoing
    case prepareCommit
    case prepareAbort
    case completeCommit
    case completeAbort
    /// Two more that Kafka knows; nothing is in them here.
    case dead
    case prepareEpochFence

    /// As ListTransactions calls it.
    package var name: String {
        switch self {
        case .empty: "Empty"
        case .ongoing: "Ongoing"
        case .prepareCommit: "PrepareCommit"
        case .prepareAbort: "PrepareAbort"
        case .completeCommit: "CompleteCommit"
        case .completeAbort: "CompleteAbort"
        case .dead: "Dead"
        case .prepareEpochFence: "PrepareEpochFence"
        }
    }
}
