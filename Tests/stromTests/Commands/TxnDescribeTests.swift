import KafkaClient
import KafkaProtocol
import Syscalls
import Telemetry
import Testing

@testable import strom

struct TxnDescribeTests {
    @Test func `an open transaction is told with its age and its partitions`() {
        let lines = described(startTimeMs: 1_000, ["orders": [0, 2]]).lines(
            at: Timestamp(rawValue: 4_500))
        #expect(lines.contains("open for     3.5 seconds"))
        #expect(lines.contains("producer     7, epoch 2"))
        #expect(lines.last == "orders  0,2")
    }

    @Test func `where none is open there is no age`() {
        let lines = described(startTimeMs: nil, [:]).lines(at: Timestamp(rawValue: 0))
        #expect(!lines.contains { $0.hasPrefix("open for") })
        #expect(lines.last == "no partition is in it")
        #expect(described(startTimeMs: nil, [:]).json.text.contains(#""startTimeMs":null"#))
    }

    private func described(
        startTimeMs: Int64?, _ topics: [String: [Int32]]
    ) -> TransactionDescription {
        TransactionDescription(
            id: "x", coordinator: 1, state: "Ongoing", producerID: ProducerID(rawValue: 7),
            producerEpoch: ProducerEpoch(rawValue: 2), timeoutMs: 60_000,
            startTimeMs: startTimeMs,
            partitions: topics.map { GroupPartitions(topic: $0.key, partitions: $0.value) })
    }
}
