import Bytes
import Cluster
import KafkaMessages
import KafkaProtocol
import Syscalls
import Telemetry
import Testing

@testable import KafkaGateway

@Suite struct ListOffsetsTests {
    @Test func `the ends of the log, and the first record that is not older`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let start = world.context.wallTime.rawValue
        for _ in 0..<3 {
            _ = try world.produce(world.batch(["x"]), to: "t")
            world.pass(milliseconds: 100)
        }
        for version in ListOffsets.versions {
            #expect(try world.look(up: -1, in: "t", version: version).offset == 3)
            #expect(try world.look(up: -2, in: "t", version: version).offset == 0)
            let found = try world.look(up: start + 50, in: "t", version: version)
            #expect((found.offset, found.timestamp) == (1, start + 100))
            let none = try world.look(up: start + 201, in: "t", version: version)
            #expect((none.errorCode, none.offset, none.timestamp) == (0, -1, -1))
        }
        let largest = try world.look(up: -3, in: "t")
        #expect((largest.offset, largest.timestamp) == (2, start + 200))
    }

    @Test func `each special timestamp has its first version`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let first: [Int64: Int16] = [-1: 1, -2: 1, -3: 7, -4: 8, -5: 9, -6: 11, -7: 99]
        for version in ListOffsets.versions {
            for (special, since) in first {
                let code = try world.look(up: special, in: "t", version: version).errorCode
                #expect(code == (version >= since ? 0 : 35), "\(special) in v\(version)")
            }
        }
    }

    @Test func `a partition twice is refused once, an unknown one too`() throws {
        let world = try ApiWorld()
        try world.create("t", partitions: 2)
        let response = try world.ask(ListOffsets.self, version: 5) { request in
            var topic = ListOffsetsRequest.Topics()
            topic.name = "t"
            topic.partitions = [Int32(0), 1, 0, 7].map { index in
                var partition = ListOffsetsRequest.Topics.Partitions()
                partition.partitionIndex = index
                partition.timestamp = -1
                return partition
            }
            request.replicaId = -1
            request.topics = [topic]
        }
        let parts = response.topics[0].partitions
        #expect(parts.map(\.partitionIndex) == [0, 1, 7])
        #expect(parts.map(\.errorCode) == [42, 0, 3])
    }

    @Test func `a batch that expands far counts in the ledger while it is looked at`() throws {
        let world = try ApiWorld()
        try world.create("t")
        let start = world.context.wallTime.rawValue
        var builder = RecordBatchBuilder(compression: Compression(.gzip))
        builder.append(
            timestamp: start, key: nil, value: [UInt8](repeating: 0, count: 6 << 20))
        let batch = builder.finish()
        _ = try world.produce(
            unsafe batch.bytes.withUnsafeBytes { unsafe Array($0) }, to: "t")
        let (memory, ledger) = (world.context.memory, world.broker.memory)
        #expect(!memory.endWork())
        #expect(ledger[.decompression] == 0)
        #expect(try world.look(up: start, in: "t").offset == 0)
        #expect(ledger[.decompression] >= 6 << 20)
        #expect(!memory.endWork())
        #expect(ledger[.decompression] == 0)
    }
}
