internal import Synchronization

/// Bytes of requests and replies in flight over all connections of the broker.
///
/// Large requests are admitted by their whole size before they are read on, so that those admitted
/// can always be finished; what is there already is entered in any case. While the ledger is full,
/// sockets are not read.
package final class MemoryLedger: Sendable {
    package let limit: Int
    private let used = Atomic(0)

    package init(limit: Int) {
        self.limit = limit
    }

    package var inUse: Int {
        used.load(ordering: .relaxed)
    }

    package var isFull: Bool {
        inUse >= limit
    }

    /// Enters bytes if they fit; one request that is larger than the whole limit passes alone.
    package func admit(_ byteCount: Int) -> Bool {
        let after = used.add(byteCount, ordering: .relaxed).newValue
        guard after > limit, after > byteCount else { return true }
        used.subtract(byteCount, ordering: .relaxed)
        return false
    }

    /// Enters bytes that are there already (or takes out so many, where negative).
    package func enter(_ byteCount: Int) {
        guard byteCount != 0 else { return }
        used.add(byteCount, ordering: .relaxed)
    }
}
