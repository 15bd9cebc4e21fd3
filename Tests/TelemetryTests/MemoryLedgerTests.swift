import Syscalls
import Telemetry
import Testing

@Suite struct MemoryLedgerTests {
    private final class Holder {}

    private let start = Instant(nanoseconds: 0)

    @Test func `large requests are admitted up to four fifths of the limit`() {
        let ledger = MemoryLedger(ceiling: 200)
        let (first, second) = (Holder(), Holder())
        #expect(ledger.admit(60, for: ObjectIdentifier(first), now: start))
        // The second has precedence now, and the first must wait.
        #expect(ledger.admit(60, for: ObjectIdentifier(second), now: start))
        #expect(!ledger.admit(1, for: ObjectIdentifier(first), now: start))
        #expect(ledger.inUse == 120)
        #expect(ledger.isFull && !ledger.isExhausted, "small ones pass beside the large one")
        ledger.enter(30, in: .replies)
        #expect(ledger.isExhausted)
    }

    @Test func `who has precedence passes beyond the limit until it is done`() {
        let ledger = MemoryLedger(ceiling: 200)
        let (large, other) = (Holder(), Holder())
        #expect(ledger.admit(90, for: ObjectIdentifier(large), now: start))
        #expect(ledger.admit(40, for: ObjectIdentifier(large), now: start))
        #expect(!ledger.admit(1, for: ObjectIdentifier(other), now: start))
        ledger.yieldPrecedence(of: ObjectIdentifier(large))
        #expect(ledger.admit(1, for: ObjectIdentifier(other), now: start))
        #expect(!ledger.admit(1, for: ObjectIdentifier(large), now: start))
    }

    @Test func `who has precedence and does not go on loses it`() {
        let ledger = MemoryLedger(ceiling: 200)
        let (stalled, other) = (Holder(), Holder())
        #expect(ledger.admit(120, for: ObjectIdentifier(stalled), now: start))
        let later = start.advanced(byMilliseconds: 999)
        #expect(!ledger.admit(1, for: ObjectIdentifier(other), now: later))
        #expect(
            ledger.admit(1, for: ObjectIdentifier(other), now: later.advanced(byMilliseconds: 1)))
    }

    @Test func `however many have had precedence, they pass beyond by one request in all`() {
        let ledger = MemoryLedger(ceiling: 200)
        let holders = (0..<10).map { _ in Holder() }
        var now = start
        for holder in holders {
            for _ in 0..<50 { _ = ledger.admit(1, for: ObjectIdentifier(holder), now: now) }
            now = now.advanced(byMilliseconds: 1000)
        }
        #expect(ledger.inUse == 140)
        #expect(!ledger.isExhausted, "small ones pass beside")
        ledger.enter(-60, in: .requests)
        #expect(ledger.admit(20, for: ObjectIdentifier(holders[9]), now: now))
    }

    @Test func `what is there already is entered in any case`() {
        let ledger = MemoryLedger(ceiling: 200)
        ledger.enter(150, in: .replies)
        #expect(ledger.isFull)
        ledger.enter(-150, in: .replies)
        #expect(ledger.inUse == 0)
    }

    @Test func `half of the ceiling is for what is in flight, or less where that is said`() {
        #expect(MemoryLedger(ceiling: 200).limit == 100)
        #expect(MemoryLedger(ceiling: 200, inFlight: -1).limit == 100)
        #expect(MemoryLedger(ceiling: 200, inFlight: 30).limit == 30)
        #expect(MemoryLedger(ceiling: 200, inFlight: 500).limit == 100)
        #expect(MemoryLedger(ceiling: 200).largestRequest == 50)
    }

    @Test(arguments: MemoryAccount.allCases)
    func `every account counts for itself, and those in flight together`(account: MemoryAccount) {
        let ledger = MemoryLedger(ceiling: 200)
        ledger.enter(7, in: account)
        for other in MemoryAccount.allCases {
            #expect(ledger[other] == (other == account ? 7 : 0))
        }
        #expect(ledger.inUse == (account.isInFlight ? 7 : 0))
    }

    @Test func `a large request is entered with the requests, a refused one nowhere`() {
        let ledger = MemoryLedger(ceiling: 200)
        let (first, second) = (Holder(), Holder())
        #expect(ledger.admit(90, for: ObjectIdentifier(first), now: start))
        #expect(!ledger.admit(5, for: ObjectIdentifier(second), now: start))
        #expect(ledger[.requests] == 90)
        #expect(ledger.inUse == 90)
    }

    @Test func `large answers leave room for small ones`() {
        let ledger = MemoryLedger(ceiling: 200)
        #expect(ledger.hasRoom(forReplyOf: 60))
        #expect(ledger.hasRoom(forReplyOf: 1000))
        ledger.enter(21, in: .replies)
        #expect(!ledger.hasRoom(forReplyOf: 1000))
        #expect(ledger.hasRoom(forReplyOf: 59))
        ledger.enter(60, in: .replies)
        #expect(!ledger.hasRoom(forReplyOf: 0))
    }

    @Test func `large work is done one at a time`() throws {
        let ledger = MemoryLedger(ceiling: 200)
        #expect(ledger.beginLarge())
        #expect(!ledger.beginLarge())
        let thread = try Thread.start(name: "large") {
            ledger.awaitLarge()
            ledger.enter(1, in: .cleaner)
            ledger.endLarge()
        }
        Thread.sleep(milliseconds: 20)
        #expect(ledger[.cleaner] == 0)
        ledger.endLarge()
        thread.join()
        #expect(ledger[.cleaner] == 1)
        #expect(ledger.beginLarge())
    }

    @Test func `what stays has shares of its own, of which new ones leave a fifth`() {
        let ledger = MemoryLedger(ceiling: 1 << 20, state: 4000)
        #expect(ledger.mayKeep(800, in: .groups, isNew: true))
        #expect(!ledger.mayKeep(801, in: .groups, isNew: true))
        ledger.enter(800, in: .groups)
        #expect(!ledger.mayKeep(1, in: .groups, isNew: true))
        #expect(ledger.mayKeep(200, in: .groups, isNew: false))
        #expect(!ledger.mayKeep(201, in: .groups, isNew: false))
        #expect(ledger.mayKeep(-5, in: .groups, isNew: true))
        #expect(ledger.mayKeep(9000, in: .work, isNew: true), "it has no share of the state")
        #expect(ledger.inUse == 0)
        #expect(MemoryLedger(ceiling: 200).stateCeiling == 200)
    }

    @Test func `what was loaded may grow by a fifth beyond a share that is too small for it`() {
        let ledger = MemoryLedger(ceiling: 1 << 20, state: 4000)
        #expect(ledger.most(in: .groups) == 1000 && ledger.most(in: .work) == nil)
        ledger.enter(5000, in: .groups)
        ledger.noteLoaded(5000, in: .groups)
        #expect(ledger.most(in: .groups) == 6000)
        #expect(!ledger.mayKeep(1, in: .groups, isNew: true))
        #expect(ledger.mayKeep(1000, in: .groups, isNew: false))
        #expect(!ledger.mayKeep(1001, in: .groups, isNew: false))
        #expect(ledger.most(in: .transactions) == 1000)
        ledger.noteLoaded(-5000, in: .groups)
        #expect(ledger.most(in: .groups) == 1000)
    }
}
