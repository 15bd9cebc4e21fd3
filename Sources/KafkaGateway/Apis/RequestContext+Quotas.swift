import Cluster
import KafkaProtocol

/// What the client may use (KIP-13, KIP-124, KIP-599), and what becomes of it when it used more.
extension RequestContext {
    /// Who uses what the request takes.
    var client: QuotaClient {
        QuotaClient(user: connection.user, id: header.clientID ?? "")
    }

    /// The quota of a key that counts for the client, if there is any.
    func quota(_ key: QuotaKey) -> ClientQuota? {
        image.quotas.isEmpty ? nil : image.quotas.quota(key, of: client)
    }

    /// How many partitions the client may make or delete now; what is used of it is counted by
    /// ``settle(_:)``.
    ///
    /// - Parameter version: the first that is refused with THROTTLING_QUOTA_EXCEEDED what goes
    ///   beyond; one before it is only told to wait.
    /// - Returns: an allowance without bounds where the client has no quota.
    func allowance(strictFrom version: Int16) -> MutationAllowance {
        guard let quota = quota(.controllerMutationRate) else { return .unbounded }
        return loop.quotas.allowance(quota, isStrict: self.version >= version, now: loop.now)
    }

    /// Counts what was used of an allowance; a client that must wait is told so.
    mutating func settle(_ allowance: MutationAllowance) {
        guard let quota = quota(.controllerMutationRate) else { return }
        throttle(loop.quotas.settle(allowance, of: quota, now: loop.now))
    }
}
