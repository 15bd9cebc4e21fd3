internal import Bytes
internal import Cluster
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// A request that the broker is at.
struct Job {
    let call: TransactionCall
    /// It only answers.
    let isAnswer: Bool
    /// What must be committed before it goes on.
    let goal: (replica: Replica, offset: Offset)?
    /// When it goes on at the earliest.
    let due: Int64
    let goOn: () -> Void

    func isReady(at wall: Int64) -> Bool {
        guard due <= wall else { return false }
        guard let goal else { return true }
        return goal.replica.status.highWatermark >= goal.offset
    }
}

/// What the gateway does of a request, each step by itself.
extension TransactionWorld {
    func serve(_ call: TransactionCall) {
        do {
            try begin(call)
        } catch {
            reply(TransactionAnswer(refusal: error), to: call)
        }
    }

    /// Some request, or this one, is gone on with, if it waits for nothing any more.
    func goOn(with call: Int? = nil) {
        let ready = jobs.indices.filter {
            jobs[$0].isReady(at: wall) && call ?? jobs[$0].call.number == jobs[$0].call.number
        }
        guard !ready.isEmpty else { return }
        jobs.remove(at: random.pick(ready)).goOn()
    }

    private func begin(_ call: TransactionCall) throws {
        switch call.request {
        case .begin(let expected, let timeoutMs):
            let coordinator = try coordinator(of: call)
            let begun = try coordinator.initProducer(
                of: call.transactionalID, timeoutMs: timeoutMs, expected: expected,
                nextProducerID: nextProducerID, now: now)
            answer(.identity(begun.value), to: call, after: begun.goal, in: coordinator.replica)
        case .add(let partition):
            let coordinator = try coordinator(of: call)
            let added = try coordinator.add(
                [partition], to: call.transactionalID, by: call.identity, clientVersion: 0, now: now
            )
            answer(.done, to: call, after: added.goal, in: coordinator.replica)
        case .end(let commits):
            let coordinator = try coordinator(of: call)
            let ended = try coordinator.end(
                call.transactionalID, by: call.identity, commits: commits,
                clientVersion: call.isNewProtocol ? 2 : 0, nextProducerID: nextProducerID, now: now)
            answer(.identity(ended.value), to: call, after: ended.goal, in: coordinator.replica)
        case .produce(let partition, let transaction, let first, let count, let sequence):
            let replica = try replica(partition)
            try write(call, to: partition, in: replica, from: sequence) { world, append in
                let appended = try world.append(
                    transaction, first..<first + count, to: replica, from: sequence, call, append)
                return appended.end
            }
        case .commitOffset(let offset):
            let replica = try replica(Self.offsets)
            try write(call, to: Self.offsets, in: replica, from: -1) { world, append in
                try world.commit(offset, call, append)
            }
        }
    }

    // MARK: Writing in a transaction

    /// Asks the log, then the coordinator, then writes: three steps, and between them anything may happen.
    private func write(
        _ call: TransactionCall, to partition: TopicPartition, in replica: Replica,
        from sequence: Int32,
        _ body: @escaping (TransactionWorld, TransactionalAppend) throws -> Offset
    ) throws {
        let check = try replica.transactionCheck(
            producerID: call.identity.id, epoch: call.identity.epoch, baseSequence: sequence,
            now: now)
        let write = { [unowned self] (verificationGuard: VerificationGuard?) in
            attempt(call) {
                let append = TransactionalAppend(
                    verificationGuard: verificationGuard, usesNewProtocol: call.isNewProtocol)
                let end = try body(self, append)
                note("#\(call.number) is written before \(end)")
                answer(.done, to: call, after: end, in: replica)
            }
        }
        guard case .verify(let verificationGuard) = check else { return write(nil) }
        proceed(with: call) { [unowned self] in
            attempt(call) {
                let (refusal, goal, coordinator) = try ask(call, partition)
                if let refusal { throw refusal }
                proceed(with: call, after: (coordinator, goal)) { write(verificationGuard) }
            }
        }
    }

    /// The coordinator adds the partition, or says whether it was added.
    private func ask(
        _ call: TransactionCall, _ partition: TopicPartition
    ) throws -> (refusal: TransactionError?, goal: Offset, Replica) {
        let coordinator = try coordinator(of: call)
        guard call.isNewProtocol else {
            let verified = try coordinator.verify(
                [partition], of: call.transactionalID, by: call.identity)
            return (verified.value[0], verified.goal, coordinator.replica)
        }
        let added = try coordinator.add(
            [partition], to: call.transactionalID, by: call.identity, clientVersion: 2, now: now)
        return (nil, added.goal, coordinator.replica)
    }

    private func append(
        _ transaction: Int, _ indices: Range<Int>, to replica: Replica, from sequence: Int32,
        _ call: TransactionCall, _ append: TransactionalAppend
    ) throws -> AppendedBatch {
        var builder = RecordBatchBuilder()
        builder.header.attributes.isTransactional = true
        builder.header.producerID = call.identity.id
        builder.header.producerEpoch = call.identity.epoch
        builder.header.baseSequence = sequence
        for index in indices {
            builder.append(
                timestamp: wall, key: nil, value: Array("\(transaction):\(index)".utf8))
        }
        var buffer = ByteBuffer()
        let header = builder.finish(into: &buffer)
        var bytes = buffer.mutableBytes
        return try replica.append(
            &bytes, batchAt: 0..<bytes.byteCount, header: header, requiredAcks: -1, now: now,
            transaction: append)
    }

    private func commit(
        _ offset: Int64, _ call: TransactionCall, _ append: TransactionalAppend
    ) throws -> Offset {
        let groups = try broker.groups.partition(of: call.transactionalID, in: broker.image)
        var request = CommitRequest()
        request.offsets = [
            (Self.source, CommittedOffset(offset: offset, commitTimestamp: now))
        ]
        let committed = try groups.commit(
            request, for: call.transactionalID,
            in: TransactionalCommit(producer: call.identity, append: append),
            now: instant, wallTime: now)
        if let refusal = committed.value[0] { throw refusal }
        return committed.goal
    }

    // MARK: Steps

    /// Answers once that is committed.
    private func answer(
        _ answer: TransactionAnswer, to call: TransactionCall, after goal: Offset,
        in replica: Replica
    ) {
        jobs.append(
            Job(call: call, isAnswer: true, goal: (replica, goal), due: wall) { [unowned self] in
                reply(answer, to: call)
            })
    }

    private func proceed(
        with call: TransactionCall, after goal: (replica: Replica, offset: Offset)? = nil,
        _ goOn: @escaping () -> Void
    ) {
        jobs.append(Job(call: call, isAnswer: false, goal: goal, due: delayed(), goOn: goOn))
    }

    private func attempt(_ call: TransactionCall, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            note("#\(call.number) is refused: \(error)")
            reply(TransactionAnswer(refusal: error), to: call)
        }
    }

    // MARK: Who serves

    private func coordinator(of call: TransactionCall) throws -> TransactionsPartition {
        try broker.transactions.partition(of: call.transactionalID, in: broker.image)
    }

    func replica(_ partition: TopicPartition) throws -> Replica {
        guard let topic = broker.image.topics[partition.topic],
            let replica = broker.replica(of: topic.id, partition.partition.rawValue)
        else { throw Breach("ST2", "there is no replica of \(partition)") }
        return replica
    }

    private func nextProducerID() -> ProducerID? { broker.nextProducerID(now: now) }
}

extension TransactionAnswer {
    fileprivate init(refusal error: any Error) {
        switch error {
        case let error as TransactionError: self.init(error)
        case let error as ReplicaError: self.init(error)
        case let error as GroupError: self.init(error)
        default: self = .tryAgain
        }
    }
}
