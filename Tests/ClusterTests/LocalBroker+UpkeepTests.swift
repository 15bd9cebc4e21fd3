import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import Cluster

@Suite struct LocalBrokerUpkeepTests {
    @Test func `a producer that was silent for too long is forgotten at the next look`() throws {
        let world = try BrokerWorld { configuration in
            configuration.producerIDExpirationMs = 10_000
            configuration.producerIDExpirationCheckIntervalMs = 500
        }
        try world.create("t")
        let replica = try world.replica("t")
        func tick(_ seconds: Int64) {
            world.wall += 1000 * seconds
            world.broker.tick(
                now: Instant(nanoseconds: world.wall * 1_000_000), wallTime: world.now)
        }
        func write(sequence: Int32) throws {
            var builder = RecordBatchBuilder()
            builder.header.producerID = ProducerID(rawValue: 7)
            builder.header.producerEpoch = ProducerEpoch(rawValue: 0)
            builder.header.baseSequence = sequence
            builder.append(timestamp: world.wall, key: nil, value: [1])
            var bytes = builder.finish()
            let parsed = RecordBatchHeader(bytes.bytes)
            let header = try #require(parsed)
            let count = bytes.count
            var span = bytes.mutableBytes
            _ = try replica.append(
                &span, batchAt: 0..<count, header: header, requiredAcks: 1, now: world.now)
        }
        tick(0)
        try write(sequence: 0)
        tick(9)
        #expect(throws: ReplicaError.self) { try write(sequence: 50) }
        tick(2)
        try write(sequence: 50)
    }

    @Test func `a topic that is made anew begins at zero, whatever was deleted of the one before`()
        throws
    {
        let world = try BrokerWorld()
        try world.create("t")
        try world.append(["a", "b", "c"], to: world.replica("t"))
        world.settle()
        _ = try world.broker.deleteRecords(of: world.replica("t"), before: Offset(rawValue: 2))
        world.broker.tick(now: Instant(nanoseconds: 1), wallTime: world.now)
        _ = try world.broker.controller.deleteTopics([.init(name: "t")], now: world.now)
        world.settle()
        world.broker.tick(now: Instant(nanoseconds: 2), wallTime: world.now)
        try world.create("t")
        try world.append(["d", "e", "f"], to: world.replica("t"))
        world.settle()
        try world.restart()
        let values = try world.values(in: world.replica("t"))
        #expect(values == ["d", "e", "f"])
    }

    @Test func `it rests until a group's time is up, and not for long otherwise`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 230)
        let broker = world.broker.broker
        #expect(broker.restMs(at: world.clock) == 200)
        _ = try world.wait("a")
        #expect(broker.restMs(at: world.clock) == 200)
        world.pass(milliseconds: 200)
        #expect(broker.restMs(at: world.clock) == 31)
        #expect(broker.restMs(at: world.clock.advanced(byMilliseconds: 29)) == 10)
        #expect(broker.restMs(at: world.clock.advanced(byMilliseconds: 30)) == 200)
    }
}
