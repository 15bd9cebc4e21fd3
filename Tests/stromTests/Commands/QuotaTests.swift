import KafkaClient
import Testing

@testable import strom

struct QuotaTests {
    private func parts(_ arguments: String...) throws -> [QuotaPart] {
        let command = try Root.parsed(["quota", "list"] + arguments)
        return try #require(command as? QuotaList).target.parts
    }

    @Test func `whose quotas are meant is said in parts`() throws {
        #expect(try parts().isEmpty)
        #expect(try parts("--user", "a") == [QuotaPart(.user, "a")])
        #expect(
            try parts("--client", "c", "--default-user")
                == [QuotaPart(.user, nil), QuotaPart(.client, "c")])
        #expect(try parts("--default-ip") == [QuotaPart(.ip, nil)])
    }

    @Test(arguments: [
        ["list", "--user", "a", "--default-user"], ["list", "--ip", "::1", "--client", "c"],
        ["set", "producer_byte_rate=1"], ["set", "--client", "c"], ["delete"],
        ["set", "--client", "c", "producer_byte_rate=much"],
    ])
    func `what contradicts itself, or says not enough, is not understood`(arguments: [String]) {
        #expect(throws: (any Error).self) { try Root.parsed(["quota"] + arguments) }
    }

    @Test func `a value is a number`() {
        #expect(QuotaValue(argument: "request_percentage=12.5")?.value == 12.5)
        #expect(QuotaValue(argument: "producer_byte_rate=5e6")?.value == 5_000_000)
        #expect(QuotaValue(argument: "=5") == nil)
        #expect(QuotaValue(argument: "producer_byte_rate") == nil)
    }

    @Test func `a row says who is meant, by name or by default`() {
        let quotas = EntityQuotas([QuotaPart(.user, "a"), QuotaPart(.client, nil)], [:])
        #expect(
            QuotaPart.Kind.allCases.map { QuotaList.cell($0, of: quotas) } == [
                "a", "(default)", "-",
            ])
        #expect([1048576, 12.5, 1e300].map(QuotaList.number) == ["1048576", "12.5", "1e+300"])
    }
}
