import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct CreateTopicsTests {
    @Test(arguments: CreateTopics.versions)
    func `who is told that a topic exists can use it`(version: Int16) throws {
        let world = try ApiWorld()
        let response = try world.ask(CreateTopics.self, version: version) { request in
            request.topics = [.init("t", partitions: 2)]
        }
        let topic = response.topics[0]
        #expect(topic.errorCode == 0)
        #expect(world.context.image.topics["t"]?.partitions.count == 2)
        if version >= 5 {
            #expect((topic.numPartitions, topic.replicationFactor) == (2, 1))
            #expect(topic.configs?.contains { $0.name == "retention.ms" } == true)
        }
        if version >= 7 { #expect(topic.topicId == world.context.image.topics["t"]?.id) }
        #expect(try world.produce(world.batch(["x"]), to: "t", partition: 1).errorCode == 0)
    }

    @Test func `until the image is in force the answer waits`() throws {
        let world = try ApiWorld()
        let held = try world.begin(CreateTopics.self) { $0.topics = [.init("t")] }
        #expect(held.answer == nil)
        try world.proceed(held)
        #expect(held.answer == nil)
        world.settle()
        try world.proceed(held)
        #expect(held.answer?.topics[0].errorCode == 0)
    }

    @Test func `one for which there is no room is refused for good`() throws {
        let world = try ApiWorld { $0.memoryStateBytes = 64 << 10 }
        let response = try world.ask(CreateTopics.self) { request in
            request.topics = [.init("large", partitions: 1000), .init("small", partitions: 5)]
        }
        #expect(response.topics.map(\.errorCode) == [ErrorCode.policyViolation.rawValue, 0])
        #expect(response.topics[0].errorMessage?.contains("strom.memory.state.bytes") == true)
        let more = try world.ask(CreatePartitions.self) { request in
            request.topics = [.init()]
            request.topics[0].name = "small"
            request.topics[0].count = 1000
            request.topics[0].assignments = nil
        }
        #expect(more.results[0].errorCode == ErrorCode.policyViolation.rawValue)
    }

    @Test func `one that is refused keeps no other from being made, and says why`() throws {
        let world = try ApiWorld()
        try world.create("there")
        let response = try world.ask(CreateTopics.self) { request in
            var bad = CreateTopicsRequest.Topics("bad")
            bad.configs = [.init()]
            bad.configs[0].name = "retention.ms"
            bad.configs[0].value = "soon"
            request.topics = [
                .init("there"), .init("a b"), .init("none", partitions: 0), bad, .init("good"),
            ]
        }
        #expect(response.topics.map(\.errorCode) == [36, 17, 37, 40, 0])
        #expect(response.topics.dropLast().allSatisfy { $0.errorMessage?.isEmpty == false })
    }

    @Test func `a request that only asks makes nothing`() throws {
        let world = try ApiWorld()
        let response = try world.ask(CreateTopics.self) { request in
            request.topics = [.init("t", partitions: 3)]
            request.validateOnly = true
        }
        #expect((response.topics[0].errorCode, response.topics[0].numPartitions) == (0, 3))
        world.settle()
        #expect(world.context.image.topics["t"] == nil)
    }
}

extension CreateTopicsRequest.Topics {
    init(_ name: String, partitions: Int32 = 1) {
        self.init()
        self.name = name
        numPartitions = partitions
        replicationFactor = 1
    }
}
