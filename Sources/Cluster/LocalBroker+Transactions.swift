import EventLoop
import KafkaProtocol
package import Syscalls

/// Transactions: who drives what is decided, and what time brings.
extension LocalBroker {
    /// Waits until there is something for ``driveTransactions(now:)`` to do.
    ///
    /// - Returns: false once the broker stops.
    package func waitForTransactions() -> Bool {
        guard !upkeep.withLock({ $0.isStopping }) else { return false }
        // A wait that fails is a round too many.
        try? transactions.driver.wait()
        return !upkeep.withLock { $0.isStopping }
    }

    /// Brings the markers of decided transactions to their partitions, and completes what has ended.
    ///
    /// One thread calls it, which depends on no client; a simulation calls it as it likes.
    package func driveTransactions(now: Timestamp) {
        for refusal in transactions.drive(with: courier, now: now) { hosting.tell(refusal) }
    }

    /// Who brings markers where they belong.
    package var courier: LocalCourier {
        LocalCourier(image: image, replicas: replicas, groups: groups)
    }

    /// Loads what is to be loaded, and sees to what waits for no log.
    func tickTransactions(now: Instant) {
        for news in transactions.load(now: now) { hosting.tell(news) }
        for partition in transactions.all where partition.isEnding { partition.callDriver() }
    }

    func abortOverdueTransactions(wallTime: Timestamp) {
        for partition in transactions.all {
            partition.abortOverdue(
                nextProducerID: { nextProducerID(now: wallTime) }, now: wallTime)
        }
    }

    func expireTransactionalIDs(wallTime: Timestamp) {
        for partition in transactions.all { partition.forgetExpired(now: wallTime) }
    }
}
