import Testing

@testable import strom

struct TxnAbortTests {
    @Test func `an id, or the place where a transaction hangs`() throws {
        let byID = try Root.parsed(["txn", "abort", "billing-1"]) as? TxnAbort
        #expect(byID?.id == "billing-1")
        let byPlace =
            try Root.parsed(["txn", "abort", "--partition", "orders:3", "--start", "17"])
            as? TxnAbort
        #expect(byPlace?.partition == TopicSelection(topic: "orders", partitions: [3]))
        #expect(byPlace?.start == 17)
    }

    @Test(arguments: [
        ["txn", "abort"], ["txn", "abort", "x", "--partition", "orders:3", "--start", "1"],
        ["txn", "abort", "--partition", "orders:3"], ["txn", "abort", "--start", "1"],
        ["txn", "abort", "--partition", "orders", "--start", "1"],
        ["txn", "abort", "--partition", "orders:1,2", "--start", "1"],
    ])
    func `anything else is a mistake of usage`(arguments: [String]) {
        #expect(throws: (any Error).self) { try Root.parsed(arguments) }
    }
}
