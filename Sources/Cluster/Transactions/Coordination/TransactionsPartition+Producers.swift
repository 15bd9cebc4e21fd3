import Configuration
package import KafkaProtocol
package import LogEngine
package import Syscalls

extension TransactionsPartition {
    /// InitProducerId: who the producer of a transactional id is from now on (T-1 to T-3).
    ///
    /// `expected` is who it has been, where it says so. `nextProducerID` gives a new producer id, or nil
    /// where none is at hand yet.
    package func initProducer(
        of id: String, timeoutMs: Int32, expected: ProducerIdentity? = nil,
        nextProducerID: () -> ProducerID?, now: Timestamp
    ) throws(TransactionError) -> Recorded<ProducerIdentity> {
        guard TransactionRecord.takes(id) else { throw .invalidRequest }
        guard timeoutMs > 0, Int64(timeoutMs) <= settings.maxTimeoutMs else {
            throw .invalidTimeout
        }
        let fresh = try freshID(for: id, nextProducerID)
        let (beginning, goal) = try state.withLock { state throws(TransactionError) in
            try state.checkService()
            guard state.known[id] != nil || hasRoom(forNew: id) else { throw .memoryFull }
            guard
                var transaction = state.known[id]?.transaction
                    ?? fresh.map({ Transaction(producerID: $0, timeoutMs: timeoutMs, now: now) })
            else { throw .loading }
            let beginning = try transaction.begin(
                expected: expected, timeoutMs: timeoutMs, fresh: fresh, version: state.version,
                now: now)
            return (beginning, try put(transaction, of: id, in: &state, now: now))
        }
        guard case .identity(let identity) = beginning else {
            callDriver(after: goal)
            throw .concurrent
        }
        return Recorded(value: identity, goal: goal)
    }

    /// AddPartitionsToTxn and its like: the transaction of an id writes to these partitions (T-6).
    ///
    /// They are in it for good once the goal is committed; nothing may be appended to them before.
    /// `clientVersion` is the `transaction.version` that the producer keeps to: 2 for a Produce from v12
    /// on and a TxnOffsetCommit from v5 on, else 0.
    package func add(
        _ partitions: [TopicPartition], to id: String, by producer: ProducerIdentity,
        clientVersion: Int16, now: Timestamp
    ) throws(TransactionError) -> Recorded<Void> {
        let maxRecordBytes = replica.configuration.maxMessageBytes
        return try state.withLock { state throws(TransactionError) in
            let known = try state.transaction(of: id)
            var transaction = known.transaction
            let isNew = try transaction.add(
                partitions, by: producer, clientVersion: clientVersion,
                limit: settings.maxPartitions, now: now)
            guard isNew else { return Recorded(value: (), goal: known.goal) }
            // The records that end it must fit too.
            guard TransactionRecord.mostBytes(of: id, transaction) <= maxRecordBytes else {
                throw .tooManyPartitions
            }
            guard hasRoom(for: transaction, of: id, state) else { throw .memoryFull }
            return Recorded(
                value: (), goal: try put(transaction, of: id, in: &state, now: now))
        }
    }

    /// Whether each of the partitions is in the transaction of an id: nil, or why not (T-7, T-8).
    package func verify(
        _ partitions: [TopicPartition], of id: String, by producer: ProducerIdentity
    ) throws(TransactionError) -> Recorded<[TransactionError?]> {
        try state.withLock { state throws(TransactionError) in
            let known = try state.transaction(of: id)
            return Recorded(
                value: try known.transaction.verify(partitions, by: producer), goal: known.goal)
        }
    }

    /// EndTxn: decides the outcome of a transaction (T-10, T-11).
    ///
    /// Once the goal is committed it is decided for good, and the markers go out by themselves.
    /// `clientVersion` is 2 for an EndTxn from v5 on, else 0.
    ///
    /// - Returns: who the producer is for the next transaction.
    package func end(
        _ id: String, by producer: ProducerIdentity, commits: Bool, clientVersion: Int16,
        nextProducerID: () -> ProducerID?, now: Timestamp
    ) throws(TransactionError) -> Recorded<ProducerIdentity> {
        let fresh = try freshID(for: id, nextProducerID, isNew: false)
        let (outcome, isDecided) = try state.withLock { state throws(TransactionError) in
            let known = try state.transaction(of: id)
            var transaction = known.transaction
            switch try transaction.end(
                by: producer, commits: commits, clientVersion: clientVersion, fresh: fresh, now: now
            )
            {
            case .repeated(let identity):
                return (Recorded(value: identity, goal: known.goal), false)
            case .decided(let identity):
                let goal = try put(transaction, of: id, in: &state, now: now)
                return (Recorded(value: identity, goal: goal), transaction.isEnding)
            }
        }
        if isDecided { callDriver(after: outcome.goal) }
        return outcome
    }

    /// A producer id where one may be needed: the id is new, or the epochs of its producer are used up.
    ///
    /// It is taken before the lock, since the controller may have to be asked for it.
    private func freshID(
        for id: String, _ nextProducerID: () -> ProducerID?, isNew: Bool = true
    ) throws(TransactionError) -> ProducerID? {
        let isNeeded = try state.withLock { state throws(TransactionError) in
            try state.checkService()
            return state.known[id]?.transaction.epoch.isExhausted ?? isNew
        }
        return isNeeded ? nextProducerID() : nil
    }
}
