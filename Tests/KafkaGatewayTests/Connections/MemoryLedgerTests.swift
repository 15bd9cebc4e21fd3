import KafkaGateway
import Syscalls
import Testing

@Suite struct MemoryLedgerTests {
    private final class Holder {}

    private let start = Instant(nanoseconds: 0)

    @Test func `large requests are admitted up to four fifths of the limit`() {
        let ledger = MemoryLedger(limit: 100)
        let (first, second) = (Holder(), Holder())
        #expect(ledger.admit(60, for: ObjectIdentifier(first), now: start))
        // The second has precedence now, and the first must wait.
        #expect(ledger.admit(60, for: ObjectIdentifier(second), now: start))
        #expect(!ledger.admit(1, for: ObjectIdentifier(first), now: start))
        #expect(ledger.inUse == 120)
        #expect(ledger.isFull)
    }

    @Test func `who has precedence passes beyond the limit until it is done`() {
        let ledger = MemoryLedger(limit: 100)
        let (large, other) = (Holder(), Holder())
        #expect(ledger.admit(1000, for: ObjectIdentifier(large), now: start))
        #expect(ledger.admit(1000, for: ObjectIdentifier(large), now: start))
        #expect(!ledger.admit(1, for: ObjectIdentifier(other), now: start))
        ledger.yieldPrecedence(of: ObjectIdentifier(large))
        #expect(ledger.admit(1, for: ObjectIdentifier(other), now: start))
        #expect(!ledger.admit(1, for: ObjectIdentifier(large), now: start))
    }

    @Test func `who has precedence and does not go on loses it`() {
        let ledger = MemoryLedger(limit: 100)
        let (stalled, other) = (Holder(), Holder())
        #expect(ledger.admit(1000, for: ObjectIdentifier(stalled), now: start))
        let later = start.advanced(byMilliseconds: 999)
        #expect(!ledger.admit(1, for: ObjectIdentifier(other), now: later))
        #expect(
            ledger.admit(1, for: ObjectIdentifier(other), now: later.advanced(byMilliseconds: 1)))
    }

    @Test func `what is there already is entered in any case`() {
        let ledger = MemoryLedger(limit: 100)
        ledger.enter(150)
        #expect(ledger.isFull)
        ledger.enter(-150)
        #expect(ledger.inUse == 0)
    }
}
