import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct LoggerConfigsTests {
    @Test func `the levels of logs are read, set and set back`() throws {
        let world = try ApiWorld()
        func level() throws -> String? {
            try world.describe(8, "1", ["cluster"]).configs.first?.value
        }
        #expect(try world.describe(8, "1").configs.map(\.name) == ["cluster", "root"])
        #expect(try level() == "INFO")
        #expect(try world.alter(8, "1", ("cluster", 0, "ERROR")) == 0)
        #expect(try level() == "ERROR")
        #expect(try world.alter(8, "1", ("cluster", 1, nil)) == 0)
        #expect(try level() == "INFO")
    }

    @Test func `what is no level, no log, no operation for one or another broker is refused`()
        throws
    {
        let world = try ApiWorld()
        #expect(try world.alter(8, "1", ("cluster", 0, "LOUD")) == 40)
        #expect(try world.alter(8, "1", ("cluster", 0, "WARN"), ("nowhere", 0, "WARN")) == 40)
        #expect(try world.alter(8, "1", ("cluster", 2, "WARN")) == 42)
        #expect(try world.alter(8, "1", ("cluster", 0, nil)) == 42)
        #expect(try world.alter(8, "1", ("cluster", 0, "WARN"), ("cluster", 1, nil)) == 42)
        let twice = try world.ask(IncrementalAlterConfigs.self) { request in
            let change = IncrementalAlterConfigsRequest.Resources(8, "1", ("cluster", 0, "WARN"))
            request.resources = [change, change]
        }
        #expect(twice.responses.map(\.errorCode) == [42])
        #expect(try world.alter(8, "2", ("cluster", 0, "WARN")) == 42)
        #expect(try world.describe(8, "2").errorCode == 42)
        #expect(try world.describe(8, "1", ["cluster"]).configs.first?.value == "INFO")
    }
}
