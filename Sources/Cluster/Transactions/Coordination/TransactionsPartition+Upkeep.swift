import KafkaProtocol
import Syscalls

extension TransactionsPartition {
    /// Aborts what is open for longer than its producer asked for (T-14).
    func abortOverdue(nextProducerID: () -> ProducerID?, now: Timestamp) {
        let overdue = state.withLock { state in
            guard state.phase == .serving else { return [(id: String, isExhausted: Bool)]() }
            return state.known.filter { $0.value.transaction.isOverdue(now) }.map {
                ($0.key, $0.value.transaction.epoch.isExhausted)
            }
        }
        for (id, isExhausted) in overdue.sorted(by: { $0.id < $1.id }) {
            let fresh = isExhausted ? nextProducerID() : nil
            let decision = state.withLock { state -> Offset? in
                guard state.phase == .serving, var transaction = state.known[id]?.transaction,
                    transaction.isOverdue(now)
                else { return nil }
                do throws(TransactionError) {
                    try transaction.fence(version: state.version, fresh: fresh, now: now)
                    return try put(transaction, of: id, in: &state, now: now)
                } catch {
                    // The log refuses, or no producer id is at hand: the next round tries again.
                    return nil
                }
            }
            if let decision { callDriver(after: decision) }
        }
    }

    /// Forgets transactional ids that have rested for long (T-18).
    ///
    /// There may be very many: producers are served between one batch of tombstones and the next.
    func forgetExpired(now: Timestamp) {
        let expired = expiredIDs(now)
        for start in stride(from: 0, to: expired.count, by: Self.tombstonesPerBatch) {
            let end = min(start + Self.tombstonesPerBatch, expired.count)
            guard forget(expired[start..<end], now: now) else { return }
        }
    }

    /// As many as a batch takes for sure, whatever the names.
    private static var tombstonesPerBatch: Int { 16 }

    /// The transactional ids that have rested for long, sorted.
    func expiredIDs(_ now: Timestamp) -> [String] {
        state.withLock { state -> [String] in
            guard state.phase == .serving else { return [] }
            var expired: [String] = []
            for (id, known) in state.known
            where known.transaction.isExpired(after: settings.idExpirationMs, now) {
                expired.append(id)
            }
            return expired
        }.sorted()
    }

    /// Forgets those that rest still: a producer may have come for one meanwhile.
    ///
    /// - Returns: false where the log refuses.
    func forget(_ ids: ArraySlice<String>, now: Timestamp) -> Bool {
        state.withLock { state in
            guard state.phase == .serving else { return false }
            let resting = ids.filter { id in
                state.known[id]?.transaction.isExpired(after: settings.idExpirationMs, now) ?? false
            }
            guard !resting.isEmpty else { return true }
            let tombstones = resting.map { TransactionRecord(id: $0, transaction: nil) }
            guard (try? write(tombstones, state.version, now: now)) != nil else { return false }
            for id in resting { keep(nil, of: id, in: &state) }
            return true
        }
    }
}
