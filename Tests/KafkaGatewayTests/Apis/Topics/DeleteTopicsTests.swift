import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DeleteTopicsTests {
    @Test func `topics go by name and by id, unknown ones are told so`() throws {
        let world = try ApiWorld()
        try world.create("a")
        let id = try world.create("b")
        let byName = try world.ask(DeleteTopics.self, version: 5) {
            $0.topicNames = ["a", "nowhere"]
        }
        #expect(byName.responses.map(\.errorCode) == [0, 3])
        let byID = try world.ask(DeleteTopics.self, version: 6) { request in
            var topic = DeleteTopicsRequest.Topics()
            topic.topicId = id
            request.topics = [topic]
        }
        #expect(byID.responses.map(\.errorCode) == [0])
        #expect(byID.responses[0].name == "b")
        #expect(world.context.image.topics.count == 0)
    }

    @Test func `where deletion is off, old clients are told with a code that they know`() throws {
        let world = try ApiWorld { $0.deleteTopicEnable = false }
        try world.create("t")
        for (version, code) in [(Int16(2), Int16(42)), (3, 73)] {
            let response = try world.ask(DeleteTopics.self, version: version) {
                $0.topicNames = ["t"]
            }
            #expect(response.responses[0].errorCode == code)
        }
        #expect(world.context.image.topics["t"] != nil)
    }
}
