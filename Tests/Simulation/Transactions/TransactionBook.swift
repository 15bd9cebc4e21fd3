internal import LogEngine

/// What became of the transactions, as their clients know it.
struct TransactionBook {
    /// A transaction.
    struct Entry {
        let transactionalID: String
        /// How many records of it were acknowledged, by partition.
        var records: [TopicPartition: Int] = [:]
        /// Whether an offset was committed in it: its number.
        var hasOffset = false
        /// Its client asked for the commit, so that it may have come to it.
        var mayBeCommitted = false
        var isCommitted = false
        var isAborted = false
    }

    private(set) var entries: [Entry] = []

    /// Begins a transaction.
    ///
    /// - Returns: its number, larger than those before.
    mutating func begin(_ transactionalID: String) -> Int {
        entries.append(Entry(transactionalID: transactionalID))
        return entries.count - 1
    }

    subscript(number: Int) -> Entry {
        get { entries[number] }
        set { entries[number] = newValue }
    }
}

/// A record as a reader saw it.
struct SeenRecord: Equatable {
    let offset: Int64
    let transaction: Int
    /// Its number among those of its transaction in the partition.
    let index: Int
}
