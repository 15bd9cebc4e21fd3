import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct CreatePartitionsTests {
    @Test(arguments: CreatePartitions.versions)
    func `a topic grows, and what it holds stays`(version: Int16) throws {
        let world = try ApiWorld()
        try world.create("t")
        _ = try world.produce(world.batch(["x"]), to: "t")
        #expect(try world.grow("t", to: 3, version: version) == 0)
        #expect(try world.end("t", 0) == 1)
        #expect(try world.end("t", 2) == 0)
        #expect(try world.grow("t", to: 3, version: version) == 37)
        #expect(try world.grow("nowhere", to: 3, version: version) == 3)
    }

    @Test func `a request that only asks changes nothing`() throws {
        let world = try ApiWorld()
        try world.create("t")
        #expect(try world.grow("t", to: 3, validateOnly: true) == 0)
        world.settle()
        #expect(world.context.image.topics["t"]?.partitions.count == 1)
    }
}

extension ApiWorld {
    func grow(
        _ topic: String, to count: Int32, version: Int16 = 3, validateOnly: Bool = false
    ) throws -> Int16 {
        let response = try ask(CreatePartitions.self, version: version) { request in
            var asked = CreatePartitionsRequest.Topics()
            asked.name = topic
            asked.count = count
            asked.assignments = nil
            request.topics = [asked]
            request.timeoutMs = 1000
            request.validateOnly = validateOnly
        }
        return response.results[0].errorCode
    }
}
