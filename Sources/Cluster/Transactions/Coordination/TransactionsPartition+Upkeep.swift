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
    func forgetExpired(now: Timestamp) {
        state.withLock { state in
            guard state.phase == .serving else { return }
            let expired = state.known.filter {
                $0.value.transaction.isExpired(after: settings.idExpirationMs, now)
            }.keys.sorted()
            // As many as a batch takes for sure, whatever their names.
            for start in stride(from: 0, to: expired.count, by: 16) {
                let ids = expired[start..<min(start + 16, expired.count)]
                let tombstones = ids.map { TransactionRecord(id: $0, transaction: nil) }
                guard (try? write(tombstones, state.version, now: now)) != nil else { return }
                for id in ids { keep(nil, of: id, in: &state) }
            }
        }
    }
}
