import KafkaClient
import KafkaProtocol
import Testing

struct ClientErrorTests {
    @Test func `what the broker says is told with its code`() {
        let error = ClientError.refused(
            .topicAlreadyExists, subject: "topic a", message: "Topic 'a' already exists.")
        #expect(
            error.message == "topic a: Topic 'a' already exists. (TOPIC_ALREADY_EXISTS)")
        #expect(!error.isPassing)
    }

    @Test func `what passes by itself is tried again`() {
        let error = ClientError.refused(.notLeaderOrFollower, subject: "x", message: nil)
        #expect(error.isPassing)
        #expect(ClientError.noLeader(topic: "a", partition: 0).isPassing)
        #expect(!ClientError.noSuchTopic("a").isPassing)
    }
}
