import Bytes
import KafkaProtocol
import LogEngine
import Testing

@testable import Cluster

/// A controller that knows of brokers 1, 2 and 3, and of topics on them.
private struct SeveralBrokers {
    let world: BrokerWorld
    private var epochs: [Int32: Int64] = [:]

    init() throws {
        world = try BrokerWorld()
        for id in [2, 3] as [Int32] { try start(id) }
    }

    /// Registers a broker anew: what it led is led by others.
    mutating func stop(_ id: Int32) throws {
        let registration = Registration(
            id: id, incarnation: Uuid(high: 3, low: UInt64(id)), endpoints: [], rack: nil,
            directories: [Uuid(high: 4, low: UInt64(id))])
        epochs[id] = try world.broker.controller.register(registration, now: world.now).value
        world.settle()
    }

    /// Registers a broker, and lets it take part.
    mutating func start(_ id: Int32) throws {
        try stop(id)
        _ = try world.broker.controller.unfence(
            id, epoch: epochs[id] ?? -1, now: world.now)
        world.settle()
    }

    func create(_ name: String, on replicas: [Int32]) throws {
        let topic = NewTopic(name: name, assignments: [(0, replicas)])
        let decision = try world.broker.controller.createTopics([topic], now: world.now)
        _ = try decision.value[0].result.get()
        world.settle()
    }

    func name(_ topic: String) -> TopicPartition {
        TopicPartition(topic: topic, partition: PartitionIndex(rawValue: 0))
    }

    func partition(_ topic: String) throws -> PartitionImage {
        try #require(world.broker.image.topics[topic]?.partition(0))
    }

    func elect(_ election: Election, _ topic: String) throws -> ClusterError? {
        let decision = try world.broker.controller.elect(
            election, in: [name(topic)], now: world.now)
        world.settle()
        return decision.value[0].error
    }

    func reassign(
        _ topic: String, to replicas: [Int32]?, allowsChange: Bool = true
    ) throws -> ClusterError? {
        let decision = try world.broker.controller.reassign(
            [.init(name(topic), to: replicas)], allowsReplicationFactorChange: allowsChange,
            now: world.now)
        world.settle()
        return decision.value[0]
    }
}

@Suite struct ElectionTests {
    @Test func `the preferred leader takes over when it is back, in a new leader epoch`() throws {
        var brokers = try SeveralBrokers()
        try brokers.create("t", on: [2, 3])
        try brokers.stop(2)
        #expect(try brokers.partition("t").leader == 3)
        #expect(try brokers.elect(.preferred, "t") == .preferredLeaderNotAvailable)
        try brokers.start(2)
        let before = try brokers.partition("t")
        #expect(before.leader == 3)
        #expect(try brokers.elect(.preferred, "t") == nil)
        let after = try brokers.partition("t")
        #expect(after.leader == 2 && after.isr == before.isr)
        #expect(after.leaderEpoch.rawValue == before.leaderEpoch.rawValue + 1)
        #expect(try brokers.elect(.preferred, "t") == .electionNotNeeded)
    }

    @Test func `all partitions are asked for, and those named that needed it`() throws {
        var brokers = try SeveralBrokers()
        try brokers.create("a", on: [2, 3])
        try brokers.create("b", on: [3, 2])
        try brokers.stop(2)
        try brokers.start(2)
        let results = try brokers.world.broker.controller.elect(
            .preferred, in: nil, now: brokers.world.now
        ).value
        #expect(results.map(\.partition) == [brokers.name("a")])
        #expect(results[0].error == nil)
    }

    @Test func `an unclean election needs a partition without a leader, and a live replica`() throws
    {
        var brokers = try SeveralBrokers()
        try brokers.create("t", on: [2])
        #expect(try brokers.elect(.unclean, "t") == .electionNotNeeded)
        try brokers.stop(2)
        #expect(try brokers.partition("t").leader == -1)
        #expect(try brokers.elect(.unclean, "t") == .eligibleLeadersNotAvailable)
    }

    @Test func `an unclean leader is in sync alone, and is known to recover`() throws {
        var brokers = try SeveralBrokers()
        try brokers.create("t", on: [2])
        #expect(try brokers.reassign("t", to: [2, 3]) == nil)
        try brokers.stop(2)
        #expect(try brokers.elect(.unclean, "t") == nil)
        let partition = try brokers.partition("t")
        #expect(partition.leader == 3 && partition.isr == [3])
        #expect(partition.leaderRecoveryState == 1)
    }
}

@Suite struct ReassigningTests {
    @Test func `a move is begun, shown, and cancelled`() throws {
        let brokers = try SeveralBrokers()
        try brokers.create("t", on: [2])
        #expect(try brokers.reassign("t", to: nil) == .noReassignmentInProgress)
        #expect(try brokers.reassign("t", to: [3]) == nil)
        let moving = try brokers.partition("t")
        #expect(moving.replicas == [3, 2] && moving.adding == [3] && moving.removing == [2])
        #expect(moving.directories == [Uuid(high: 4, low: 3), Uuid(high: 4, low: 2)])
        #expect(try brokers.reassign("t", to: nil) == nil)
        let after = try brokers.partition("t")
        #expect(after.replicas == [2] && !after.isMoving)
        #expect(after.directories == [Uuid(high: 4, low: 2)])
    }

    @Test func `the number of replicas is held where that is asked for`() throws {
        let brokers = try SeveralBrokers()
        try brokers.create("t", on: [2])
        guard
            case .invalidReplicationFactor = try brokers.reassign(
                "t", to: [2, 3], allowsChange: false)
        else {
            Issue.record("it grew")
            return
        }
        #expect(try brokers.reassign("t", to: [3], allowsChange: false) == nil)
        #expect(try brokers.reassign("t", to: [1], allowsChange: false) == nil)
    }

    @Test func `a broker that is unregistered is in sync no more where others are`() throws {
        var brokers = try SeveralBrokers()
        try brokers.create("t", on: [2, 3])
        try brokers.create("alone", on: [3])
        let controller = brokers.world.broker.controller
        #expect(throws: ClusterError.self) {
            try controller.unregister(3, now: brokers.world.now)
        }
        try brokers.stop(3)
        _ = try controller.unregister(3, now: brokers.world.now)
        brokers.world.settle()
        #expect(try brokers.partition("t").isr == [2])
        #expect(try brokers.partition("alone").isr == [3])
        #expect(brokers.world.broker.image.brokers[3] == nil)
    }
}
