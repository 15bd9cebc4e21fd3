import Testing

@testable import strom

struct GroupResetTests {
    @Test func `a negative shift is no flag`() throws {
        let arguments = ["group", "reset", "g", "--topic", "t:0,2", "--shift-by", "-10"]
        let command = try Root.parsed(arguments) as? GroupReset
        #expect(command?.shiftBy == -10)
        #expect(command?.topics.topic == [TopicSelection(topic: "t", partitions: [0, 2])])
        #expect(command?.execute == false)
    }

    @Test(arguments: [
        ["--to-latest"], ["--topic", "t"], ["--topic", "t", "--to-latest", "--to-earliest"],
        ["--topic", "t", "--all-topics", "--to-latest"], ["--topic", "t", "--to-offset", "-1"],
        ["--topic", "t", "--by-duration", "1h"], ["--topic", "t:", "--to-latest"],
    ])
    func `what makes no sense is a mistake of usage`(arguments: [String]) {
        #expect(throws: (any Error).self) { try Root.parsed(["group", "reset", "g"] + arguments) }
    }
}
