import EventLoop
import KafkaProtocol
import LogEngine
import Syscalls

// From the record that decides a transaction to the one that says it has ended everywhere:
//
//     Prepare committed -> a marker in each partition -> all markers on the disk -> Complete
//
// Each arrow waits until what is before it is durable. Whatever is lost in a crash, the next coordinator
// finds Prepare in the log and begins there again: a marker that was there before is known as such, and
// no other outcome can be decided any more.

extension TransactionsPartition {
    /// A transaction whose outcome is decided.
    struct Ending {
        let producer: ProducerIdentity
        let marker: TransactionMarker
        let version: Int8
        /// What must be committed before the first marker.
        let decidedAt: Offset
        /// The partitions whose markers are not known to be on the disk, and where those lie by now.
        var left: [TopicPartition: Placed?]
    }

    /// Where a marker lies.
    struct Placed {
        let replica: Replica
        let batch: AppendedBatch
    }

    /// What is to be done for a transaction whose outcome is decided by the record before `goal`.
    func ending(of transaction: Transaction, decidedAt goal: Offset) -> Ending {
        Ending(
            producer: transaction.identity,
            marker: TransactionMarker(
                isCommit: transaction.state == .prepareCommit, coordinatorEpoch: epoch.rawValue),
            version: Int8(clamping: transaction.clientVersion), decidedAt: goal,
            left: Dictionary(uniqueKeysWithValues: transaction.partitions.map { ($0, nil) }))
    }

    /// Has ``drive(with:now:)`` called once what was decided is committed.
    func callDriver(after goal: Offset) {
        if !replica.watch(before: goal, tell: driver) { callDriver() }
    }

    /// Whether something is being ended.
    var isEnding: Bool { state.withLock { !$0.ending.isEmpty } }

    /// Has ``drive(with:now:)`` called.
    func callDriver() {
        driver.post(.advanced(ObjectIdentifier(replica)))
    }

    /// Goes on with what is being ended, as far as it can: markers go out, and where all have come to
    /// the disk the transaction is complete.
    ///
    /// One caller at a time. `driver` is told when a log has moved that must be waited for; what cannot be
    /// taken now is tried again with the next call.
    ///
    /// - Returns: what was refused for good: as in Kafka it is not waited for, and the operator is told.
    func drive(with courier: some MarkerCourier, now: Timestamp) -> [MarkerRefusal] {
        guard isEnding else { return [] }
        var refusals: [MarkerRefusal] = []
        let committed = replica.status.highWatermark
        for (id, order) in orders(decidedBefore: committed) {
            switch courier.deliver(order, now: now) {
            case .appended(let replica, let batch):
                note(Placed(replica: replica, batch: batch), order.partition, id)
            case .needless: strike(order.partition, id)
            case .refused(let reason):
                strike(order.partition, id)
                refusals.append(.init(transactionalID: id, order: order, reason: reason))
            case .later: continue
            }
        }
        for (id, partition, placed) in placed() {
            switch placed.replica.fate(of: placed.batch, tell: driver) {
            case .durable: strike(partition, id)
            case .underWay: continue
            case .lost: note(nil, partition, id)
            }
        }
        complete(now: now)
        watchUndecided(after: committed)
        return refusals
    }
}

// MARK: - The steps

extension TransactionsPartition {
    /// The markers that are to be brought now.
    private func orders(decidedBefore committed: Offset) -> [(id: String, order: MarkerOrder)] {
        let orders = state.withLock { state in
            state.ending.filter { $0.value.decidedAt <= committed }.flatMap { id, ending in
                ending.left.filter { $0.value == nil }.keys.map { partition in
                    (
                        id: id,
                        order: MarkerOrder(
                            partition: partition, producer: ending.producer,
                            marker: ending.marker, transactionVersion: ending.version)
                    )
                }
            }
        }
        return orders.sorted { ($0.id, $0.order.partition) < ($1.id, $1.order.partition) }
    }

    /// The markers that lie in a log and are not known to be on the disk.
    private func placed() -> [(id: String, partition: TopicPartition, placed: Placed)] {
        state.withLock { state in
            state.ending.flatMap { id, ending in
                ending.left.compactMap { partition, placed in placed.map { (id, partition, $0) } }
            }
        }
    }

    private func note(_ placed: Placed?, _ partition: TopicPartition, _ id: String) {
        state.withLock { $0.ending[id]?.left[partition] = .some(placed) }
    }

    private func strike(_ partition: TopicPartition, _ id: String) {
        state.withLock { _ = $0.ending[id]?.left.removeValue(forKey: partition) }
    }

    /// Writes down which transactions have ended everywhere.
    private func complete(now: Timestamp) {
        state.withLock { state in
            guard state.phase == .serving else { return }
            let ended = state.ending.filter { $0.value.left.isEmpty }.keys.sorted()
            for id in ended {
                guard var transaction = state.known[id]?.transaction else { continue }
                transaction.complete(now: now)
                // Where the log refuses, it is tried again with the next call.
                guard (try? put(transaction, of: id, in: &state, now: now)) != nil else { return }
            }
        }
    }

    /// Has the driver told when what is decided and not committed yet has come further.
    private func watchUndecided(after committed: Offset) {
        let next = state.withLock { state in
            state.ending.values.lazy.map(\.decidedAt).filter { $0 > committed }.min()
        }
        guard let next, !replica.watch(before: next, tell: driver) else { return }
        // It is committed by now, or the replica is out of service, which upkeep looks after.
        if replica.status.highWatermark >= next { callDriver() }
    }
}
