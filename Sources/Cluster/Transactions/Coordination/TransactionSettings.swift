import Configuration

/// What a broker was told about transactions.
struct TransactionSettings: Sendable {
    var maxTimeoutMs: Int64 = 900_000
    var idExpirationMs: Int64 = 604_800_000
    /// The most partitions of one transaction: each change of it writes them all.
    var maxPartitions = 20_000

    init() {}

    /// The settings that a broker was given.
    init(_ configuration: BrokerConfiguration) {
        maxTimeoutMs = configuration.transactionMaxTimeoutMs
        idExpirationMs = configuration.transactionalIDExpirationMs
        maxPartitions = configuration.transactionMaxPartitions
    }
}
