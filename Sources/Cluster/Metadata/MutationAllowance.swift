/// How many partitions a request may make or delete under `controller_mutation_rate` (KIP-599).
///
/// It is taken from what the client has left before the controller decides, and what was used of it
/// is settled afterwards, so that no lock is held over both.
package struct MutationAllowance: Sendable {
    /// What is left, nil where there is no quota; it may be overdrawn once.
    private var left: Double?
    /// Whether an overdrawn allowance refuses what comes next, else it is only counted.
    private let isStrict: Bool
    /// How many partitions were made and deleted.
    package private(set) var used = 0
    private var hasRefused = false

    /// Nothing is limited.
    package static let unbounded = MutationAllowance(left: nil, isStrict: false)

    /// An allowance of so many partitions.
    package init(left: Double?, isStrict: Bool) {
        self.left = left
        self.isStrict = isStrict
    }

    /// Whether the client is told to wait: it was refused something, or has overdrawn an allowance
    /// that refuses nothing.
    package var mustWait: Bool { hasRefused || !isStrict }

    /// Uses up some of it.
    ///
    /// - Throws: ``ClusterError/throttled`` where it was overdrawn before.
    mutating func take(_ partitions: Int) throws(ClusterError) {
        guard let before = left else { return }
        guard before >= 0 || !isStrict else {
            hasRefused = true
            throw .throttled
        }
        left = before - Double(partitions)
        used += partitions
    }
}
