internal import Cluster
internal import KafkaProtocol
internal import LogEngine

/// What a client asks of the broker, and again where no answer comes.
struct TransactionCall {
    /// A number that no other call has: answers carry it.
    let number: Int
    /// Which client asks.
    let client: Int
    let transactionalID: String
    let isNewProtocol: Bool
    let identity: ProducerIdentity
    let request: Request

    enum Request {
        /// InitProducerId, with who the producer has been, where it says so.
        case begin(expected: ProducerIdentity?, timeoutMs: Int32)
        /// AddPartitionsToTxn, or AddOffsetsToTxn where it is the partition of offsets.
        case add(TopicPartition)
        /// Produce: records of a transaction, `first` of them written to that partition before.
        case produce(TopicPartition, transaction: Int, first: Int, count: Int, sequence: Int32)
        /// TxnOffsetCommit: the group has read so far.
        case commitOffset(Int64)
        /// EndTxn.
        case end(commits: Bool)
    }

    /// Whether a second copy does no harm: each request has its epoch, or sequence numbers.
    ///
    /// Clients of the old protocol must not have two copies of these under way: a late one would meet the
    /// next transaction, which has the same epoch, and no broker could tell (KIP-890). Who asks twice for
    /// a first epoch fences itself.
    var mayRepeat: Bool {
        switch request {
        case .begin(let expected, _): expected != nil
        case .commitOffset, .end: isNewProtocol
        default: true
        }
    }
}

extension TransactionCall: CustomStringConvertible {
    var description: String {
        let what =
            switch request {
            case .begin(let expected, _):
                "begin" + (expected.map { " as \($0.id.rawValue)/\($0.epoch.rawValue)" } ?? "")
            case .add(let partition): "add \(partition)"
            case .produce(let partition, let transaction, let first, let count, let sequence):
                "produce \(transaction):\(first)..<\(first + count) to \(partition) from \(sequence)"
            case .commitOffset(let offset): "commit offset \(offset)"
            case .end(let commits): commits ? "commit" : "abort"
            }
        return "#\(number) \(transactionalID)/\(client) \(identity.id.rawValue)/"
            + "\(identity.epoch.rawValue) \(what)"
    }
}

/// What the broker answers.
enum TransactionAnswer {
    case done
    /// Who the producer is from now on.
    case identity(ProducerIdentity)
    /// Ask again.
    case tryAgain
    /// Abort, and all is well again; the reason is told.
    case abort(String)
    /// Another has taken over, or nobody knows.
    case fenced(String)
}

extension TransactionAnswer {
    init(_ error: TransactionError) {
        switch error {
        case .notCoordinator, .loading, .notAvailable, .concurrent: self = .tryAgain
        case .abortable: self = .abort("\(error)")
        default: self = .fenced("\(error)")
        }
    }

    init(_ error: ReplicaError) {
        switch error {
        case .log(.producer(let error)): self.init(error)
        default: self = .tryAgain
        }
    }

    init(_ error: GroupError) {
        switch error {
        case .producer(let error): self.init(error)
        default: self = .tryAgain
        }
    }

    private init(_ error: ProducerStateError) {
        switch error {
        case .staleEpoch: self = .fenced("\(error)")
        default: self = .abort("\(error)")
        }
    }
}
