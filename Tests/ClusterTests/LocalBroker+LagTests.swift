import KafkaProtocol
import Testing

@testable import Cluster

@Suite struct GroupLagTests {
    /// A topic of two batches, two records in the first and one in the second, ten seconds apart.
    private func world() throws -> CoordinatedWorld {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.broker.create("t")
        try world.broker.append(["a", "b"], to: world.broker.replica("t"))
        world.pass(milliseconds: 10_000)
        try world.broker.append(["c"], to: world.broker.replica("t"))
        world.pass(milliseconds: 5000)
        return world
    }

    private func lag(_ world: CoordinatedWorld) -> (records: Int64, milliseconds: Int64)? {
        world.broker.broker.groupLags(now: world.broker.now).first.map {
            ($0.records, $0.milliseconds)
        }
    }

    @Test(arguments: [(0, 3, 15_000), (1, 2, 15_000), (2, 1, 5000), (3, 0, 0), (9, 0, 0)])
    func `a group is behind by the records that it has not committed, and by the first one's age`(
        committed: Int64, records: Int64, milliseconds: Int64
    ) throws {
        let world = try world()
        try world.commit(committed)
        let measured = try #require(lag(world))
        #expect(measured == (records, milliseconds))
    }

    @Test func `what is deleted cannot be read, and does not count`() throws {
        let world = try world()
        try world.commit(0)
        _ = try world.broker.replica("t").deleteRecords(before: Offset(rawValue: 2))
        world.pass(milliseconds: 0)
        let measured = try #require(lag(world))
        #expect(measured == (1, 5000))
    }

    @Test func `a group that has committed nothing has no lag, nor has a topic that is gone`()
        throws
    {
        let world = try world()
        #expect(lag(world) == nil)
        try world.commit(0)
        _ = try world.broker.broker.controller.deleteTopics(
            [.init(name: "t")], now: world.broker.now)
        world.pass(milliseconds: 0)
        #expect(lag(world) == nil)
    }
}
