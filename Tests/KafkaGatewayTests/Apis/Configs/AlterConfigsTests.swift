import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct AlterConfigsTests {
    @Test(arguments: AlterConfigs.versions)
    func `the whole set is replaced: what is left out falls back`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t", configs: ["retention.ms": "1", "max.message.bytes": "2000"])
        func code(_ type: Int8, _ name: String, _ value: String?) throws -> Int16 {
            try world.ask(AlterConfigs.self, version: version) { request in
                var resource = AlterConfigsRequest.Resources()
                resource.resourceType = type
                resource.resourceName = name
                resource.configs = [.init()]
                resource.configs[0].name = "max.message.bytes"
                resource.configs[0].value = value
                request.resources = [resource]
            }.responses[0].errorCode
        }
        #expect(try code(2, "t", "3000") == 0)
        let overrides = world.context.image.overrides(of: .topic("t"))
        #expect(overrides == ["max.message.bytes": "3000"])
        #expect(try code(2, "t", "many") == 40)
        #expect(try code(2, "t", nil) == 42)
        #expect(try code(2, "nowhere", "1") == 3)
        #expect(try code(8, "1", "1") == 42)
        #expect(world.context.image.overrides(of: .topic("t")) == overrides)
    }
}
