import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DescribeConfigsTests {
    @Test(arguments: DescribeConfigs.versions)
    func `a topic's settings are told with their sources`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t", configs: ["retention.ms": "1234"])
        let all = try world.describe(2, "t", version: version)
        #expect(all.configs.count > 25)
        let own = try #require(all.configs.first { $0.name == "retention.ms" })
        #expect((own.value, own.configSource) == ("1234", 1))
        let some = try world.describe(2, "t", ["retention.ms", "no.such.key"], version: version)
        #expect(some.configs.map(\.name) == ["retention.ms"])
    }

    @Test func `documentation and synonyms are told when they are asked for`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let plain = try world.describe(2, "t")
        #expect(plain.configs.allSatisfy { $0.documentation == nil && $0.synonyms.isEmpty })
        let full = try world.describe(2, "t", isFull: true)
        #expect(full.configs.allSatisfy { $0.documentation?.isEmpty == false })
        #expect(full.configs.contains { !$0.synonyms.isEmpty })
    }

    @Test func `a broker tells of itself and of the cluster's defaults, not of others`() throws {
        let world = try ApiWorld()
        #expect(try world.describe(4, "1").configs.count > 100)
        #expect(try world.describe(4, "").configs.isEmpty)
        #expect(try world.describe(4, "2").errorCode == 42)
        #expect(try world.describe(2, "nowhere").errorCode == 3)
        #expect(try world.describe(2, "a b").errorCode == 17)
        #expect(try world.describe(99, "x").errorCode == 42)
    }
}

extension ApiWorld {
    func describe(
        _ type: Int8, _ name: String, _ keys: [String]? = nil, version: Int16 = 4,
        isFull: Bool = false
    ) throws -> DescribeConfigsResponse.Results {
        let response = try ask(DescribeConfigs.self, version: version) { request in
            var resource = DescribeConfigsRequest.Resources()
            resource.resourceType = type
            resource.resourceName = name
            resource.configurationKeys = keys
            request.resources = [resource]
            request.includeSynonyms = isFull
            request.includeDocumentation = isFull
        }
        return response.results[0]
    }
}
