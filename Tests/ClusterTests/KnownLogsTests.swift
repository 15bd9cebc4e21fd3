import Cluster
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct KnownLogsTests {
    /// A topic that has a high watermark in the checkpoint, is deleted, and made anew with less in it.
    private func remade(tick: Bool) throws -> BrokerWorld {
        let world = try BrokerWorld()
        try world.create("t")
        for _ in 0..<5 { try world.append(["old"], to: try world.replica("t")) }
        world.settle()
        // The first says when the checkpoints are due.
        for second in [1, 60] as [Int64] {
            world.broker.tick(
                now: Instant(nanoseconds: second * 1_000_000_000), wallTime: world.now)
        }
        #expect(try OffsetCheckpoint.load(.highWatermark, from: world.disk)?.offsets.count == 2)
        _ = try world.broker.controller.deleteTopics([.init(name: "t")], now: world.now)
        world.settle()
        if tick {
            world.broker.tick(now: Instant(nanoseconds: 61_000_000_000), wallTime: world.now)
        }
        try world.create("t")
        try world.append(["new"], to: try world.replica("t"))
        world.settle()
        return world
    }

    @Test(arguments: [false, true], [CrashKind.kill, .powerLoss])
    func `a topic that is made anew is not taken for its forerunner, cut short`(
        _ tick: Bool, _ kind: CrashKind
    ) throws {
        let world = try remade(tick: tick)
        try world.crash(kind)
        let replica = try world.replica("t")
        #expect(replica.status.isOnline)
        #expect(try world.values(in: replica) == ["new"])
        try world.crash(kind)
        #expect(try world.values(in: try world.replica("t")) == ["new"])
    }

    @Test func `nor within the life of the broker that had found the forerunner`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        try world.append(["old", "old"], to: try world.replica("t"))
        world.settle()
        try world.restart()
        _ = try world.broker.controller.deleteTopics([.init(name: "t")], now: world.now)
        world.settle()
        try world.create("t")
        try world.append(["new"], to: try world.replica("t"))
        world.settle()
        #expect(try world.values(in: try world.replica("t")) == ["new"])
    }
}
