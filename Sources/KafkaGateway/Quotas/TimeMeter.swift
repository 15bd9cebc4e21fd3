package import Cluster
import Syscalls

/// Counts the time of a loop that serving a client takes: the two steps of its requests, and
/// sending their answers.
package struct TimeMeter {
    private let quota: ClientQuota
    private let ledger: QuotaLedger

    package init(_ quota: ClientQuota, _ ledger: QuotaLedger) {
        self.quota = quota
        self.ledger = ledger
    }

    /// Runs `body`, and counts the time that it took.
    package func measure<Result>(_ body: () -> Result) -> Result {
        let begun = Instant.now()
        let result = body()
        let ended = Instant.now()
        let hundredths = Double(ended.nanoseconds - begun.nanoseconds) / 10_000_000
        _ = ledger.charge(hundredths, to: quota, now: ended)
        return result
    }
}
