import KafkaProtocol
import KafkaClient
import Testing

@testable import strom

struct FailureTests {
    @Test(arguments: [
        ClientError.notReachable(address: "a:1", reason: "x"), .noSuchTopic("t"),
        .noSuchAddress("a", reason: "x"), .noLeader(topic: "t", partition: 0),
        .refused(.topicAlreadyExists, subject: "topic t", message: nil),
        .damagedBatch(topic: "t", partition: 0, offset: .zero),
    ])
    func `what went wrong comes with what to do next`(error: ClientError) {
        let text = Failure(error).text
        #expect(text.hasPrefix("strom: "))
        #expect(text.split(separator: "\n").count == 2)
    }
}
