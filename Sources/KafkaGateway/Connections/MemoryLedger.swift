internal import Synchronization
package import Syscalls

/// Bytes of requests and replies in flight over all connections of the broker.
///
/// While it is full, sockets are not read. Large requests are entered piece by piece, with the bytes
/// that have come, and up to four fifths of the limit, so that small ones pass by. Where all wait
/// for memory, one at a time has precedence and passes beyond the limit; so somebody is finished,
/// and who only announces a large request keeps nobody waiting.
package final class MemoryLedger: Sendable {
    package let limit: Int
    private let used = Atomic(0)
    private let precedence = Lock<(holder: ObjectIdentifier, renewed: Instant)?>(nil)

    /// Who has precedence and has taken nothing for so long may lose it.
    private static let patienceMs: Int64 = 1000

    package init(limit: Int) {
        self.limit = limit
    }

    package var inUse: Int {
        used.load(ordering: .relaxed)
    }

    package var isFull: Bool {
        inUse >= limit
    }

    /// Enters bytes of a large request, where they fit or the holder has precedence.
    package func admit(_ byteCount: Int, for holder: ObjectIdentifier, now: Instant) -> Bool {
        let after = used.add(byteCount, ordering: .relaxed).newValue
        guard after > limit - limit / 5, !takePrecedence(holder, now: now) else { return true }
        used.subtract(byteCount, ordering: .relaxed)
        return false
    }

    /// Lets somebody else have precedence, where the holder had it.
    package func yieldPrecedence(of holder: ObjectIdentifier) {
        precedence.withLock { precedence in
            if precedence?.holder == holder { precedence = nil }
        }
    }

    /// Enters bytes that are there already (or takes out so many, where negative).
    package func enter(_ byteCount: Int) {
        guard byteCount != 0 else { return }
        used.add(byteCount, ordering: .relaxed)
    }

    private func takePrecedence(_ holder: ObjectIdentifier, now: Instant) -> Bool {
        precedence.withLock { precedence in
            if let current = precedence, current.holder != holder,
                now.milliseconds(since: current.renewed) < Self.patienceMs
            {
                return false
            }
            precedence = (holder, now)
            return true
        }
    }
}
