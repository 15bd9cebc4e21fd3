import Cluster
import Testing

@Suite struct ReplicasTests {
    private func names(_ replicas: [Replica]) -> [String] {
        replicas.map { "\($0.partition)" }
    }

    @Test func `all replicas come by topic and number, also after topics came and went`() throws {
        let world = try BrokerWorld()
        let replicas = world.broker.replicas
        try world.create("b", partitions: 11)
        #expect(names(replicas.all) == (0..<11).map { "b-\($0)" })
        #expect(names(replicas.all) == (0..<11).map { "b-\($0)" })
        try world.create("a", partitions: 2)
        #expect(names(replicas.all).prefix(3) == ["a-0", "a-1", "b-0"])
        _ = try world.broker.controller.deleteTopics([.init(name: "b")], now: world.now)
        world.settle()
        #expect(names(replicas.all) == ["a-0", "a-1"])
        #expect(replicas.count == 2)
    }

    @Test func `upkeep looks at replicas that hold something, from the first record on`() throws {
        let world = try BrokerWorld()
        try world.create("t", partitions: 5)
        #expect(world.broker.replicas.inUse.isEmpty)
        try world.append(["one"], to: world.replica("t", 3))
        #expect(names(world.broker.replicas.inUse) == ["t-3"])
        world.settle()
        try world.restart()
        #expect(names(world.broker.replicas.inUse) == ["t-3"])
        try world.append(["two"], to: world.replica("t", 1))
        #expect(names(world.broker.replicas.inUse) == ["t-1", "t-3"])
        #expect(world.broker.replicas.count == 5)
    }
}
