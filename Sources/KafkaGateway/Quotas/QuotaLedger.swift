package import Cluster
package import Configuration
package import Syscalls

/// What clients have used of their quotas lately, over all loops.
///
/// It is told what quota counts for whom (``ClientQuotas``), and measures; where no quota is set
/// nobody comes here. Each kind has a lock of its own.
package final class QuotaLedger: Sendable {
    private typealias Rates<Key: Hashable & Sendable> = Lock<SensorTable<Key, SampledRate>>

    private let windows: QuotaWindows
    private let mutationWindows: QuotaWindows
    private let produced: Rates<ClientQuota.Share>
    private let consumed: Rates<ClientQuota.Share>
    private let time: Rates<ClientQuota.Share>
    private let mutations: Lock<SensorTable<ClientQuota.Share, TokenBucket>>
    private let connections: Rates<IPAddress>

    /// Clients of each kind that are measured at a time, at most.
    private static let limit = 10_000

    package init(_ configuration: BrokerConfiguration) {
        windows = .ofClients(configuration)
        mutationWindows = .ofController(configuration)
        produced = Lock(SensorTable(limit: Self.limit))
        consumed = Lock(SensorTable(limit: Self.limit))
        time = Lock(SensorTable(limit: Self.limit))
        mutations = Lock(SensorTable(limit: Self.limit))
        connections = Lock(SensorTable(limit: Self.limit))
    }

    /// The most that can be used at once of a quota of which nothing was used, without a delay.
    package func burst(of quota: ClientQuota) -> Int {
        let whole = Double(windows.wholeMs - windows.milliseconds) / 1000
        return Int(min(quota.bound * whole, Double(Int32.max)))
    }
}

// MARK: - Bytes and time

extension QuotaLedger {
    /// Counts what was used.
    ///
    /// - Returns: for how many milliseconds the client must use nothing more.
    package func charge(_ amount: Double, to quota: ClientQuota, now: Instant) -> Int32 {
        measure(quota, now) { rate, windows in
            rate.record(amount, now: now, windows)
            return rate.delay(bound: quota.bound, now: now, windows)
        }
    }

    /// Counts bytes that the client is to be given, unless they exceed its quota.
    ///
    /// What exceeds it all alone, a batch of more than all windows' worth, is given where nothing
    /// else was, and paid for with time; Apache Kafka puts the client off for ever.
    ///
    /// - Returns: whether they are counted, and for how many milliseconds the client must wait.
    package func take(
        _ byteCount: Int, of quota: ClientQuota, now: Instant
    ) -> (isTaken: Bool, delayMs: Int32) {
        var isTaken = true
        let delay = measure(quota, now) { rate, windows in
            let isFirst = rate.isFresh(now: now, windows)
            rate.record(Double(byteCount), now: now, windows)
            let delay = rate.delay(bound: quota.bound, now: now, windows)
            isTaken = delay == 0 || isFirst
            guard !isTaken else { return delay }
            rate.record(-Double(byteCount), now: now, windows)
            return min(delay, Double(windows.wholeMs))
        }
        return (isTaken, delay)
    }

    /// For how many milliseconds the client must use nothing more, as it stands.
    package func delay(of quota: ClientQuota, now: Instant) -> Int32 {
        measure(quota, now) { rate, windows in
            rate.delay(bound: quota.bound, now: now, windows)
        }
    }

    /// The delay of time used is one window at most, that of bytes as long as it takes.
    private func measure(
        _ quota: ClientQuota, _ now: Instant,
        _ body: (inout SampledRate, QuotaWindows) -> Double
    ) -> Int32 {
        let windows = windows
        let delay = rates(quota.key).withLock { table in
            table.use(quota.share, now: now, new: SampledRate()) { rate in
                let delay = body(&rate, windows)
                return (delay, rate.freshTime(windows) ?? now)
            }
        }
        let whole =
            quota.key == .requestPercentage ? min(delay, Double(windows.milliseconds)) : delay
        return Int32(clamping: milliseconds(whole))
    }

    private func rates(_ key: QuotaKey) -> Rates<ClientQuota.Share> {
        switch key {
        case .producerByteRate: produced
        case .consumerByteRate: consumed
        case .requestPercentage: time
        case .controllerMutationRate, .connectionCreationRate:
            preconditionFailure("no rate of one client")
        }
    }
}

// MARK: - Changes of topics

extension QuotaLedger {
    /// What the client may change now (KIP-599).
    package func allowance(
        _ quota: ClientQuota, isStrict: Bool, now: Instant
    ) -> MutationAllowance {
        let left = withBucket(quota, now) { bucket, windows in
            bucket.left(rate: quota.bound, now: now, windows)
        }
        return MutationAllowance(left: left, isStrict: isStrict)
    }

    /// Counts what was used of an allowance.
    ///
    /// - Returns: for how many milliseconds the client must change nothing more.
    package func settle(
        _ allowance: MutationAllowance, of quota: ClientQuota, now: Instant
    ) -> Int32 {
        let delay = withBucket(quota, now) { bucket, windows in
            bucket.take(allowance.used, rate: quota.bound, now: now, windows)
            return bucket.delay(rate: quota.bound, now: now, windows)
        }
        return allowance.mustWait ? Int32(clamping: milliseconds(delay)) : 0
    }

    private func withBucket(
        _ quota: ClientQuota, _ now: Instant,
        _ body: (inout TokenBucket, QuotaWindows) -> Double
    ) -> Double {
        let windows = mutationWindows
        return mutations.withLock { table in
            table.use(quota.share, now: now, new: TokenBucket(now: now)) { bucket in
                let result = body(&bucket, windows)
                return (result, bucket.freshTime(rate: quota.bound, windows))
            }
        }
    }
}

// MARK: - Connections

extension QuotaLedger {
    /// Counts a connection of an address that may make so many in a second.
    ///
    /// - Returns: nil where it is taken; else for how many milliseconds it is to be kept from
    ///   coming again, one window's at most.
    package func refuse(_ address: IPAddress, rate bound: Double, now: Instant) -> Int64? {
        let windows = windows
        let delay = connections.withLock { table in
            table.use(address, now: now, new: SampledRate()) { rate in
                rate.record(1, now: now, windows)
                let delay = rate.delay(bound: bound, now: now, windows)
                if delay > 0 { rate.record(-1, now: now, windows) }
                return (delay, rate.freshTime(windows) ?? now)
            }
        }
        return delay > 0 ? min(milliseconds(delay), windows.milliseconds) : nil
    }
}
