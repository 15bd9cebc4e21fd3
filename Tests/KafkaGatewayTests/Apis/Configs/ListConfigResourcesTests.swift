import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct ListConfigResourcesTests {
    @Test func `version 0 lists subscriptions that have a setting`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.list([], version: 0) == [])
        #expect(try world.alter(16, "all", ("interval.ms", 0, "5000")) == 0)
        #expect(try world.list([], version: 0) == ["16 all"])
        #expect(try world.alter(16, "all", ("interval.ms", 1, nil)) == 0)
        #expect(try world.list([], version: 0) == [])
    }

    @Test func `later versions list the kinds that are asked for`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.alter(16, "all", ("interval.ms", 0, "5000")) == 0)
        #expect(try world.alter(32, "g", ("consumer.session.timeout.ms", 0, "50000")) == 0)
        #expect(try world.list([]) == ["2 t", "4 1", "8 1", "16 all", "32 g"])
        #expect(try world.list([32, 2, 2]) == ["2 t", "32 g"])
        #expect(try world.list([3]) == nil)
    }

    @Test(arguments: [
        ("interval.ms", "99"), ("interval.ms", "3600001"), ("match", "client_nose=big"),
        ("match", "client_id=["), ("match", "client_id"), ("no.such.key", "1"),
    ])
    func `a subscription that could not work is refused`(key: String, value: String) throws {
        let world = try ApiWorld()
        let kept = ("match", 0 as Int8, "client_id=a.*" as String?)
        #expect(try world.alter(16, "s", kept) == 0)
        #expect(try world.alter(16, "s", (key, 0, value)) == 42)
        let described = try world.describe(16, "s", ["match"]).configs[0]
        #expect((described.value, described.configSource) == ("client_id=a.*", 7))
    }
}

extension ApiWorld {
    /// The resources, as kind and name; nil where a kind is refused.
    fileprivate func list(_ kinds: [Int8], version: Int16 = 1) throws -> [String]? {
        let response = try ask(ListConfigResources.self, version: version) { request in
            request.resourceTypes = kinds
        }
        guard response.errorCode == 0 else { return nil }
        return response.configResources.map { "\($0.resourceType) \($0.resourceName)" }
    }
}
