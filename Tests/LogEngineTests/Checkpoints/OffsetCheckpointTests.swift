import KafkaProtocol
import LogEngine
import Simulation
import Testing

struct OffsetCheckpointTests {
    private let checkpoint = OffsetCheckpoint([
        TopicPartition(topic: "orders", partition: PartitionIndex(rawValue: 10)): Offset(
            rawValue: 5),
        TopicPartition(topic: "orders", partition: PartitionIndex(rawValue: 2)): Offset(
            rawValue: 7),
        TopicPartition(topic: "billing", partition: PartitionIndex(rawValue: 0)): Offset(
            rawValue: 0),
    ])

    @Test func `Its text is Kafka's, in order of the partitions`() {
        let text = String(decoding: checkpoint.text, as: UTF8.self)
        #expect(text == "0\n3\nbilling 0 0\norders 2 7\norders 10 5\n")
        #expect(OffsetCheckpoint(text: checkpoint.text) == checkpoint)
    }

    @Test func `What was stored is loaded, each under its name`() throws {
        let disk = SimulatedDisk(seed: 1)
        try checkpoint.store(.highWatermark, on: disk)
        #expect(try OffsetCheckpoint.load(.highWatermark, from: disk) == checkpoint)
        #expect(try OffsetCheckpoint.load(.recoveryPoint, from: disk) == nil)
        #expect(disk.files.keys.sorted() == ["replication-offset-checkpoint"])
    }

    @Test(arguments: [
        "", "0", "0\n1\n", "0\n0", "9\n0\n", "0\n1\na 0 1\nb 0 1\n", "0\n1\na 0\n",
        "0\n1\na -1 0\n", "0\n1\na 0 -5\n", "0\n2\na 0 1\na 0 2\n", "0\n1\na 0 1\0",
    ])
    func `Bad content is as good as none`(text: String) {
        #expect(OffsetCheckpoint(text: Array(text.utf8)) == nil)
    }

    @Test func `No bit of the file may be flipped into a crash`() {
        for index in checkpoint.text.indices {
            for bit in 0..<8 {
                var bytes = checkpoint.text
                bytes[index] ^= 1 << UInt8(bit)
                _ = OffsetCheckpoint(text: bytes)
            }
        }
    }
}
