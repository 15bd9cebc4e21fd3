import KafkaClient
import KafkaProtocol
import Testing

@testable import strom

struct TopicSelectionTests {
    @Test func `a topic stands for all its partitions`() {
        let selection = TopicSelection(argument: "orders")
        #expect(selection == TopicSelection(topic: "orders"))
        #expect(selection?.contains("orders", 7) == true)
        #expect(selection?.contains("order", 7) == false)
    }

    @Test func `partitions are named behind a colon`() {
        let selection = TopicSelection(argument: "orders:0,3")
        #expect(selection == TopicSelection(topic: "orders", partitions: [0, 3]))
        #expect(selection?.contains("orders", 3) == true)
        #expect(selection?.contains("orders", 1) == false)
    }

    @Test(arguments: ["", ":", ":1", "t:", "t:x", "t:1,", "t:-1"])
    func `what is none is refused`(text: String) {
        #expect(TopicSelection(argument: text) == nil)
    }

    @Test func `offsets are chosen by topic and partition`() throws {
        let offsets = [("a", 0), ("a", 1), ("b", 0)].map {
            CommittedOffset(topic: $0.0, partition: Int32($0.1), offset: .zero)
        }
        #expect(try meant(["--topic", "a:1", "--topic", "b"]).of(offsets).count == 2)
        #expect(try meant(["--all-topics"]).of(offsets).count == 3)
        #expect(try !meant([]).isGiven)
    }

    private func meant(_ arguments: [String]) throws -> GroupTopicOptions {
        let command = try Root.parsed(["group", "offsets", "g"] + arguments)
        return try #require(command as? GroupOffsets).topics
    }
}
