import ArgumentParser
import Testing

@testable import strom

struct TopicReassignTests {
    @Test func `brokers are written as numbers between commas`() {
        #expect(BrokerList(argument: "2,3,1")?.ids == [2, 3, 1])
        for wrong in ["", "1,", "one", "1 2", "-1"] { #expect(BrokerList(argument: wrong) == nil) }
    }

    @Test(arguments: [
        [], ["orders", "--to", "1,2"], ["orders:0,1", "--cancel"],
    ])
    func `what moves and where to go together`(words: [String]) throws {
        _ = try TopicReassign.parse(words)
    }

    @Test(arguments: [
        ["orders"], ["--to", "1"], ["--cancel"], ["orders", "--to", "1", "--cancel"],
        ["orders", "--to", "x"],
    ])
    func `one without the other is refused`(words: [String]) {
        #expect(throws: (any Error).self) { try TopicReassign.parse(words) }
    }
}
