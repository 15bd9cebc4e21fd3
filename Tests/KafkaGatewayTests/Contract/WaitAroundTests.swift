import Syscalls
import Telemetry
import Testing

@testable import KafkaGateway

@Suite struct WaitAroundTests {
    @Test func `whatever is asked of it is answered by the wait within`() {
        let inner = Particular()
        let outer: any Waiting = Around(waiting: inner)
        #expect(outer.deadline == inner.deadline)
        #expect(outer.watched == inner.watched)
        #expect(outer.isAwaitedAtStop)
        #expect(outer.letsProducesBegin)
        #expect(outer.keptByteCount == 17)
        #expect(outer.account == .fetches)
        outer.abandon()
        #expect(inner.mark.isAbandoned)
    }

    private struct Around: WaitAround {
        var waiting: any Waiting

        mutating func finish(in loop: LoopContext) -> Reply? { waiting.finish(in: loop) }
    }

    /// Says nothing that a wait says by itself.
    private struct Particular: Waiting {
        let mark = Mark()
        let deadline = Instant(nanoseconds: 5)
        var watched: [ObjectIdentifier] { [ObjectIdentifier(mark)] }
        let isAwaitedAtStop = true
        let letsProducesBegin = true
        let keptByteCount = 17
        let account = MemoryAccount.fetches

        mutating func finish(in loop: LoopContext) -> Reply? { nil }

        func abandon() { mark.isAbandoned = true }
    }

    private final class Mark {
        var isAbandoned = false
    }
}
