import KafkaProtocol
import LogEngine
import Telemetry

extension TransactionsPartition {
    /// Keeps what a transactional id is at now, or forgets it, and enters what that takes in the ledger.
    func keep(_ known: Known?, of id: String, in state: inout State) {
        let before = state.known[id]?.transaction.byteCount(of: id) ?? 0
        state.known[id] = known
        let growth = (known?.transaction.byteCount(of: id) ?? 0) - before
        state.entered += growth
        memory.enter(growth, in: .transactions)
    }

    /// Notes that so many bytes of what is entered lay in the log when it was read.
    func noteLoaded(_ byteCount: Int, in state: inout State) {
        state.loaded += byteCount
        memory.noteLoaded(byteCount, in: .transactions)
    }

    /// Whether there is room for a transactional id that was never heard of.
    func hasRoom(forNew id: String) -> Bool {
        memory.mayKeep(Transaction.byteCount(of: id), in: .transactions, isNew: true)
    }

    /// Whether what a known one has become leaves room for others.
    func hasRoom(
        for transaction: Transaction, of id: String, _ state: borrowing State
    ) -> Bool {
        let before = state.known[id]?.transaction.byteCount(of: id) ?? 0
        return memory.mayKeep(
            transaction.byteCount(of: id) - before, in: .transactions, isNew: false)
    }
}

extension Transaction {
    /// About what a transactional id takes for itself, in bytes.
    fileprivate static func byteCount(of id: String) -> Int { 384 + id.keptByteCount }

    /// About what it takes with its partitions, in bytes; while they are being ended they stand twice.
    fileprivate func byteCount(of id: String) -> Int {
        partitions.reduce(Self.byteCount(of: id)) { $0 + 96 + $1.topic.keptByteCount }
    }
}
