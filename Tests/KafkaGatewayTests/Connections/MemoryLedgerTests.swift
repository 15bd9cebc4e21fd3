import KafkaGateway
import Testing

@Suite struct MemoryLedgerTests {
    @Test func `requests are admitted while they fit`() {
        let ledger = MemoryLedger(limit: 100)
        #expect(ledger.admit(60))
        #expect(!ledger.admit(60))
        #expect(ledger.inUse == 60)
        ledger.enter(-60)
        #expect(ledger.admit(60))
    }

    @Test func `one request that is larger than the limit passes alone`() {
        let ledger = MemoryLedger(limit: 100)
        #expect(ledger.admit(1000))
        #expect(ledger.isFull)
        #expect(!ledger.admit(1))
        ledger.enter(-1000)
        ledger.enter(1)
        #expect(!ledger.admit(1000))
    }
}
