import Telemetry
import Testing

@testable import KafkaGateway

@Suite struct LoopMemoryTests {
    let ledger = MemoryLedger(ceiling: 64 << 20)

    @Test func `small changes are entered together`() {
        let memory = LoopMemory(ledger, loops: 1)
        memory.enter(1000, in: .waits)
        #expect(ledger[.waits] == 0)
        memory.enter(20_000, in: .waits)
        #expect(ledger[.waits] == 21_000)
        memory.enter(-1000, in: .waits)
        memory.enter(5, in: .replies)
        memory.settle()
        #expect(ledger[.waits] == 20_000)
        #expect(ledger[.replies] == 5)
    }

    @Test func `what any request may take is entered nowhere`() {
        let memory = LoopMemory(ledger, loops: 2)
        #expect(memory.take(forAnswer: memory.allowance))
        memory.expand(to: memory.allowance)
        #expect(ledger[.work] == 0 && ledger[.decompression] == 0)
        #expect(ledger.beginLarge())
        #expect(!memory.endWork())
    }

    @Test func `a request that takes more is alone, and entered until it ends`() {
        let (one, other) = (LoopMemory(ledger, loops: 2), LoopMemory(ledger, loops: 2))
        #expect(one.take(forAnswer: 5 << 20))
        #expect(ledger[.work] == 5 << 20)
        #expect(!other.take(forAnswer: 5 << 20))
        #expect(other.endWork())
        one.expand(to: 6 << 20)
        #expect(ledger[.decompression] == 6 << 20)
        #expect(!one.endWork())
        #expect(ledger[.work] == 0 && ledger[.decompression] == 0)
        #expect(other.budget(upTo: 64 << 20) == 8 << 20)
        #expect(!other.endWork())
    }

    @Test func `an answer of more than half of the ceiling is never made`() {
        let memory = LoopMemory(ledger, loops: 1)
        #expect(!memory.take(forAnswer: (32 << 20) + 1))
        #expect(!memory.endWork())
    }

    @Test func `a large answer is made later where replies fill the memory in flight`() {
        let memory = LoopMemory(ledger, loops: 1)
        ledger.enter(20 << 20, in: .replies)
        #expect(!memory.take(forAnswer: 10 << 20))
        #expect(memory.endWork())
        ledger.enter(-20 << 20, in: .replies)
        #expect(memory.take(forAnswer: 10 << 20))
        #expect(!memory.endWork())
    }
}
