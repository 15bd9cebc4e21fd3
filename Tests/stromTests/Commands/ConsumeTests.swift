import KafkaClient
import KafkaProtocol
import Testing

@testable import strom

struct ConsumeTests {
    @Test(arguments: [
        ("beginning", Place.beginning), ("end", .end), ("12", .offset(12)), ("-3", .beforeEnd(3)),
        ("@17", .time(17)), ("1970-01-01T00:00:01Z", .time(1000)),
    ])
    func `a place is read`(text: String, place: Place) {
        #expect(Place(argument: text) == place)
    }

    @Test(arguments: ["", "start", "@x", "@-1", "1.5", "today"])
    func `what is no place is refused`(text: String) {
        #expect(Place(argument: text) == nil)
    }

    @Test func `a place before the end is no flag`() throws {
        let command = try Root.parsed(["consume", "t", "--from", "-10"]) as? Consume
        #expect(command?.from == .beforeEnd(10))
    }

    @Test(arguments: [
        (from: 0, to: nil, last: 5, end: 5), (from: 0, to: 3, last: 5, end: 3),
        (from: 0, to: 9, last: 5, end: 5), (from: 5, to: 9, last: 5, end: 5),
        (from: 7, to: 9, last: 5, end: 9), (from: 7, to: nil, last: 5, end: 5),
    ])
    func `it stops where there is nothing more, however far it is told to go`(
        from: Int64, to: Int64?, last: Int64, end: Int64
    ) {
        let stop = to.map { Offset(rawValue: $0) }
        let found = Place.end(
            from: Offset(rawValue: from), to: stop, last: Offset(rawValue: last))
        #expect(found == Offset(rawValue: end))
    }

    @Test func `the isolation level has Kafka's names`() throws {
        let plain = try Root.parsed(["consume", "t"]) as? Consume
        #expect(plain?.isolationLevel == .readUncommitted)
        let committed =
            try Root.parsed(["consume", "t", "--isolation-level", "read_committed"]) as? Consume
        #expect(committed?.isolationLevel == .readCommitted)
    }

    @Test(arguments: [
        ["consume"], ["consume", "t", "--follow", "--to", "end"],
        ["consume", "t", "--count", "-1"],
        ["consume", "t", "--format", "%x"], ["consume", "t", "--isolation-level", "committed"],
    ])
    func `what makes no sense is a mistake of usage`(arguments: [String]) {
        #expect(throws: (any Error).self) { try Root.parsed(arguments) }
    }
}
