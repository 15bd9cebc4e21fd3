import KafkaProtocol
import LogEngine
import Testing

struct TopicPartitionTests {
    @Test func `A directory's name is a topic, a hyphen and a number`() {
        let partition = TopicPartition(directoryName: "my-orders-3")
        #expect(
            partition == TopicPartition(topic: "my-orders", partition: PartitionIndex(rawValue: 3)))
        #expect(partition?.description == "my-orders-3")
    }

    @Test(arguments: [
        "", "-", "orders", "orders-", "-3", "orders-x", "orders-03", "orders-+3", "a-3-delete",
    ])
    func `Any other name is no partition's`(name: String) {
        #expect(TopicPartition(directoryName: name) == nil)
    }
}
