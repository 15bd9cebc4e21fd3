import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct IncrementalAlterConfigsTests {
    @Test func `values are set, deleted, appended and subtracted`() throws {
        let world = try ApiWorld()
        try world.create("t", configs: ["retention.ms": "1"])
        #expect(try world.alter(2, "t", ("flush.ms", 0, "7"), ("retention.ms", 1, nil)) == 0)
        #expect(try world.alter(2, "t", ("cleanup.policy", 2, "compact")) == 0)
        let overrides = world.context.image.overrides(of: .topic("t"))
        #expect(overrides == ["flush.ms": "7", "cleanup.policy": "delete,compact"])
        #expect(try world.alter(2, "t", ("cleanup.policy", 3, "delete")) == 0)
        #expect(
            world.context.image.overrides(of: .topic("t"))["cleanup.policy"] == "compact")
    }

    @Test func `one bad change of a resource, and none is made`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let cases: [(change: (String, Int8, String?), code: Int16)] = [
            (("segment.bytes", 0, "few"), 40), (("no.such.key", 0, "1"), 40),
            (("segment.bytes", 0, nil), 42), (("segment.bytes", 2, "1"), 40),
            (("segment.bytes", 9, "1"), 42),
        ]
        for (change, code) in cases {
            #expect(try world.alter(2, "t", ("flush.ms", 0, "7"), change) == code, "\(change)")
        }
        #expect(try world.alter(2, "t", ("flush.ms", 0, "7"), ("flush.ms", 0, "8")) == 42)
        #expect(world.context.image.overrides(of: .topic("t")).isEmpty)
    }

    @Test func `a broker's settings change while it runs, but for those that need a restart`()
        throws
    {
        let world = try ApiWorld()
        #expect(try world.alter(4, "", ("log.flush.interval.messages", 0, "77")) == 0)
        #expect(try world.alter(4, "1", ("num.partitions", 0, "3")) == 42)
        #expect(try world.alter(4, "1", ("log.cleaner.backoff.ms", 0, "soon")) == 42)
        try world.create("t")
        let inherited = try world.describe(2, "t", ["flush.messages"]).configs[0]
        #expect((inherited.value, inherited.configSource) == ("77", 3))
    }

    @Test func `a broker's own settings are changed through that broker`() throws {
        let world = try ApiWorld()
        for name in ["2", "-1", "x", "01"] {
            #expect(try world.alter(4, name, ("log.cleaner.backoff.ms", 0, "5")) == 42, "\(name)")
        }
        #expect(try world.alter(4, "1", ("log.cleaner.backoff.ms", 0, "5")) == 0)
    }

    @Test func `an unknown operation on one resource keeps no other from being changed`() throws {
        let world = try ApiWorld()
        for name in ["a", "b", "c"] { try world.create(name) }
        let response = try world.ask(IncrementalAlterConfigs.self) { request in
            request.resources = [
                .init(2, "a", ("flush.ms", 0, "7")), .init(2, "b", ("flush.ms", 4, "7")),
                .init(2, "c", ("flush.ms", 4, "7")), .init(2, "c", ("flush.ms", 0, "7")),
            ]
        }
        #expect(response.responses.map(\.resourceName) == ["a", "b", "c"])
        #expect(response.responses.map(\.errorCode) == [0, 42, 42])
        let image = world.context.image
        #expect(image.overrides(of: .topic("a")) == ["flush.ms": "7"])
        #expect(image.overrides(of: .topic("b")).isEmpty)
        #expect(image.overrides(of: .topic("c")).isEmpty)
    }

    @Test func `what a group cannot be set to is a bad config`() throws {
        let world = try ApiWorld()
        for (key, value) in [
            ("consumer.session.timeout.ms", "1"), ("consumer.session.timeout.ms", "x"),
            ("no.such.key", "1"),
        ] {
            #expect(try world.alter(32, "g", (key, 0, value)) == 40, "\(key)=\(value)")
        }
        #expect(try world.alter(32, "", ("consumer.session.timeout.ms", 0, "50000")) == 42)
    }
}

extension ApiWorld {
    /// The code of changes to one resource, by key, operation and value.
    func alter(_ type: Int8, _ name: String, _ changes: (String, Int8, String?)...) throws -> Int16
    {
        let response = try ask(IncrementalAlterConfigs.self) { request in
            request.resources = [.init(type, name, changes)]
        }
        return response.responses[0].errorCode
    }
}

extension IncrementalAlterConfigsRequest.Resources {
    /// Changes to one resource, by key, operation and value.
    init(_ type: Int8, _ name: String, _ changes: (String, Int8, String?)...) {
        self.init(type, name, changes)
    }

    init(_ type: Int8, _ name: String, _ changes: [(String, Int8, String?)]) {
        self.init()
        resourceType = type
        resourceName = name
        configs = changes.map { key, operation, value in
            var config = Configs()
            config.name = key
            config.configOperation = operation
            config.value = value
            return config
        }
    }
}
