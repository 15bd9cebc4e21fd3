package import Syscalls
package import Telemetry

/// A request that has begun and waits: `Produce.Pending`, `Fetch.Pending`.
///
/// It is asked again whenever something that it watches has moved, or its time is up. It belongs
/// to the loop of its connection, and is dropped unanswered when the connection ends.
package protocol Waiting {
    /// When it is asked for the last time: it answers then, with what there is.
    var deadline: Instant { get }

    /// The objects (replicas, the image) of whose advance the loop is told by letter.
    var watched: [ObjectIdentifier] { get }

    /// Whether a broker that stops waits for it, shortly: so for records on their way to the disk.
    ///
    /// All others are answered at once.
    var isAwaitedAtStop: Bool { get }

    /// Whether further Produce requests of its connection may begin behind it.
    ///
    /// So may they behind a Produce that has appended all it had: records are appended in the order
    /// in which one connection sent them. Behind all else nothing begins.
    var letsProducesBegin: Bool { get }

    /// Bytes that it keeps of its request, as they are entered in the ledger of memory in flight.
    var keptByteCount: Int { get }

    /// Where they are entered.
    var account: MemoryAccount { get }

    /// Takes the second step.
    ///
    /// - Returns: nil where it waits on; it has registered its watches again then.
    mutating func finish(in loop: LoopContext) -> Reply?

    /// The connection has ended: whatever is kept for the answer elsewhere may be forgotten.
    func abandon()
}

extension Waiting {
    package var isAwaitedAtStop: Bool { false }

    package var letsProducesBegin: Bool { false }

    package var keptByteCount: Int { 0 }

    package var account: MemoryAccount { .waits }

    package func abandon() {}
}
