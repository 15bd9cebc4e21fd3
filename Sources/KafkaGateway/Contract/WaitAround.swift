import Syscalls
import Telemetry

/// A wait around another: whatever it does not say itself, that one says.
///
/// Here alone stands all that ``Waiting`` asks, to be passed on; what is asked newly must be added.
protocol WaitAround: Waiting {
    /// The one that is asked.
    var waiting: any Waiting { get }
}

extension WaitAround {
    var deadline: Instant { waiting.deadline }

    var watched: [ObjectIdentifier] { waiting.watched }

    var isAwaitedAtStop: Bool { waiting.isAwaitedAtStop }

    var letsProducesBegin: Bool { waiting.letsProducesBegin }

    var keptByteCount: Int { waiting.keptByteCount }

    var account: MemoryAccount { waiting.account }

    func abandon() { waiting.abandon() }
}
