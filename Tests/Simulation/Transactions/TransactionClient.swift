internal import Cluster
internal import KafkaProtocol
internal import LogEngine

/// A producer with a transactional id, as clients are written: what it asks next, and what it makes of
/// answers.
struct TransactionClient {
    let index: Int
    let transactionalID: String
    /// Whether it speaks the protocol of KIP-890: partitions are added by what is written to them, and
    /// each transaction has an epoch of its own.
    let isNewProtocol: Bool
    let timeoutMs: Int32

    private(set) var phase = Phase.starting
    private(set) var outstanding: TransactionCall?
    /// It was told to ask again.
    var mustAskAgain = false
    private var identity = ProducerIdentity(id: .none, epoch: .none)
    private var sequences: [TopicPartition: Int32] = [:]
    /// The number of the transaction that is open.
    private(set) var transaction = 0
    private var written: [TopicPartition: Int] = [:]
    private var added: Set<TopicPartition> = []
    /// It does not know what became of something that it sent: only a new epoch makes sure (KIP-360).
    private var isUnsure = false

    enum Phase: Equatable {
        case starting, idle
        case writing(left: Int)
        case ending(commits: Bool)
        /// It asks for a new epoch.
        case raising
        /// It gave up.
        case dead
    }

    init(
        index: Int, transactionalID: String, isNewProtocol: Bool, timeoutMs: Int32
    ) {
        self.index = index
        self.transactionalID = transactionalID
        self.isNewProtocol = isNewProtocol
        self.timeoutMs = timeoutMs
    }

    var isDead: Bool { phase == .dead }

    /// Whether it waits for no answer.
    var isFree: Bool { !isDead && (outstanding == nil || mustAskAgain) }

    // MARK: What it asks

    /// The next thing that it asks, where nothing is asked already.
    mutating func next(
        _ number: Int, _ book: inout TransactionBook, _ random: inout SeededGenerator,
        partitions: [TopicPartition], offsets: TopicPartition
    ) -> TransactionCall? {
        guard outstanding == nil else { return nil }
        if phase == .idle { beginTransaction(&book, &random) }
        guard let request = request(&book, &random, partitions, offsets) else { return nil }
        let call = TransactionCall(
            number: number, client: index, transactionalID: transactionalID,
            isNewProtocol: isNewProtocol, identity: identity, request: request)
        outstanding = call
        return call
    }

    private mutating func beginTransaction(
        _ book: inout TransactionBook, _ random: inout SeededGenerator
    ) {
        transaction = book.begin(transactionalID)
        written = [:]
        added = []
        phase = .writing(left: random.number(in: 1..<6))
    }

    private mutating func request(
        _ book: inout TransactionBook, _ random: inout SeededGenerator,
        _ partitions: [TopicPartition], _ offsets: TopicPartition
    ) -> TransactionCall.Request? {
        switch phase {
        case .starting: return .begin(expected: nil, timeoutMs: timeoutMs)
        case .raising: return .begin(expected: identity, timeoutMs: timeoutMs)
        case .writing(left: 0):
            let commits = random.happens(0.75) && !written.isEmpty
            book[transaction].mayBeCommitted = commits
            phase = .ending(commits: commits)
            return .end(commits: commits)
        case .ending(let commits): return .end(commits: commits)
        case .writing:
            if random.happens(0.2), !book[transaction].hasOffset {
                return isNewProtocol || added.contains(offsets)
                    ? .commitOffset(Int64(transaction)) : .add(offsets)
            }
            let partition = random.pick(partitions)
            guard isNewProtocol || added.contains(partition) else { return .add(partition) }
            return .produce(
                partition, transaction: transaction, first: written[partition, default: 0],
                count: random.number(in: 1..<4), sequence: sequences[partition, default: 0])
        case .idle, .dead: return nil
        }
    }

    // MARK: What it makes of answers

    /// Takes an answer in; one to a call that it does not wait for says nothing.
    ///
    /// - Returns: whether it waited for it.
    mutating func take(
        _ answer: TransactionAnswer, to number: Int, _ book: inout TransactionBook
    ) -> Bool {
        guard let call = outstanding, call.number == number else { return false }
        // Upon that it sends the same again, in a while.
        if case .tryAgain = answer {
            mustAskAgain = true
            return true
        }
        outstanding = nil
        mustAskAgain = false
        switch answer {
        case .tryAgain: break
        case .done: note(call, &book)
        case .identity(let identity): take(identity, call, &book)
        case .fenced: phase = .dead
        case .abort:
            // What is refused to who begins or ends cannot be aborted.
            switch call.request {
            case .begin, .end: phase = .dead
            default: giveUp()
            }
        }
        return true
    }

    private mutating func note(_ call: TransactionCall, _ book: inout TransactionBook) {
        switch call.request {
        case .add(let partition): added.insert(partition)
        case .produce(let partition, _, let first, let count, let sequence):
            written[partition] = first + count
            sequences[partition] = sequence + Int32(count)
            book[transaction].records[partition] = first + count
        case .commitOffset: book[transaction].hasOffset = true
        case .begin, .end: break
        }
        if case .writing(let left) = phase { phase = .writing(left: left - 1) }
    }

    private mutating func take(
        _ identity: ProducerIdentity, _ call: TransactionCall, _ book: inout TransactionBook
    ) {
        if case .end(let commits) = call.request {
            book[transaction].isCommitted = commits
            book[transaction].isAborted = !commits
            guard isNewProtocol else {
                phase = isUnsure ? .raising : .idle
                return
            }
        }
        self.identity = identity
        sequences = [:]
        isUnsure = false
        phase = .idle
    }

    /// It does not wait for the answer any longer, and aborts; what was sent may yet arrive.
    mutating func giveUp() {
        guard case .writing = phase else { return }
        outstanding = nil
        mustAskAgain = false
        isUnsure = true
        phase = .ending(commits: false)
    }
}
