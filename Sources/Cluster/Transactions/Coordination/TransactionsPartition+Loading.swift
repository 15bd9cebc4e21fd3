import KafkaMessages
import Bytes
import KafkaProtocol
import LogEngine
import Syscalls

extension TransactionsPartition {
    /// Reads the log from its start to its end and makes transactions of it; then the partition serves,
    /// and what was decided before goes on.
    ///
    /// Where it cannot be read its transactions have no coordinator until it can.
    func load(now: Instant) throws(LoadFailure) {
        do throws(LoadFailure) {
            var loaded: [String: Transaction] = [:]
            let end = try replica.replay { slice, offset throws(LoadFailure) in
                try slice.replay(from: offset) { batch throws(LoadFailure) in
                    try loaded.replay(batch)
                }
            }
            serve(loaded, readTo: end)
        } catch {
            state.withLock { state in
                if state.phase == .loading { state.phase = .unread }
            }
            throw error
        }
    }

    /// Whether the broker leads the partition no more.
    var isClosed: Bool { state.withLock { $0.phase == .closed } }

    /// Serves at once where the log holds nothing.
    ///
    /// - Returns: false where there is something to load.
    func serveIfEmpty() -> Bool {
        let status = replica.status
        guard status.isOnline, status.startOffset == status.endOffset else { return false }
        state.withLock { $0.phase = .serving }
        return true
    }

    /// Serves no more.
    func close() {
        state.withLock { state in
            state.phase = .closed
            for id in Array(state.known.keys) { keep(nil, of: id, in: &state) }
            noteLoaded(-state.loaded, in: &state)
            state.ending = [:]
        }
    }

    private func serve(_ loaded: [String: Transaction], readTo end: Offset) {
        state.withLock { state in
            guard state.phase != .closed else { return }
            for (id, transaction) in loaded {
                keep(Known(transaction: transaction, goal: end), of: id, in: &state)
                guard transaction.isEnding else { continue }
                state.ending[id] = ending(of: transaction, decidedAt: end)
            }
            noteLoaded(state.entered, in: &state)
            state.phase = .serving
        }
        if isEnding { callDriver(after: end) }
    }
}

extension [String: Transaction] {
    /// Takes in the records of a batch.
    ///
    /// An outcome that was decided hangs on every record: one that cannot be read is not passed over.
    fileprivate mutating func replay(_ batch: borrowing RecordBatch) throws(LoadFailure) {
        guard !batch.header.isControl else { return }
        var records: [TransactionRecord] = []
        var undecodable: Offset?
        try batch.replay { record in
            guard let key = record.key else { return true }
            do throws(MalformedMessage) {
                if let fact = try TransactionRecord(key: key, value: record.value) {
                    records.append(fact)
                }
                return true
            } catch {
                undecodable = batch.header.baseOffset.advanced(by: record.offsetDelta)
                return false
            }
        }
        if let undecodable { throw .undecodable(at: undecodable) }
        for record in records {
            self[record.id] = record.transaction
        }
    }
}
