import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct RequestMemoryTests {
    let closed = ApiWorld.Unanswered(isClosed: true)

    @Test func `a request whose answer would take too much memory ends the connection`() throws {
        let world = try ApiWorld { $0.memoryBytes = 1 << 20 }
        try world.create("t")
        #expect(throws: closed) {
            try world.ask(Fetch.self, version: 4) {
                $0.topics = [.init("t", Array(repeating: (0, 0), count: 1000))]
            }
        }
        #expect(throws: closed) {
            try world.ask(Metadata.self) {
                $0.topics = (0..<2000).map { .init("t\($0)") }
            }
        }
        #expect(try world.fetch("t", from: 0)?.errorCode == 0)
    }

    @Test func `a resource that is named often is answered once`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let metadata = try world.ask(Metadata.self) { request in
            request.topics = Array(repeating: .init("t"), count: 100)
        }
        #expect(metadata.topics.count == 1)
        let configs = try world.ask(DescribeConfigs.self) { request in
            var resource = DescribeConfigsRequest.Resources()
            resource.resourceType = 2
            resource.resourceName = "t"
            resource.configurationKeys = nil
            request.resources = Array(repeating: resource, count: 100)
        }
        #expect(configs.results.count == 1)
    }
}
