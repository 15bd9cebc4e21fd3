import ArgumentParser
import KafkaProtocol
import Testing

@testable import strom

struct TxnTests {
    @Test func `transactions are looked for by their states`() throws {
        let arguments = ["txn", "list", "--state", "Ongoing", "--state", "PrepareAbort"]
        #expect((try Root.parsed(arguments) as? TxnList)?.state == [.ongoing, .prepareAbort])
    }

    @Test func `who names a state that is none is told those that there are`() {
        let error = #expect(throws: (any Error).self) {
            try Root.parsed(["txn", "list", "--state", "Foo"])
        }
        let told = error.map { Root.fullMessage(for: $0) } ?? ""
        for state in TransactionState.allCases { #expect(told.contains(state.name), "\(told)") }
    }
}
