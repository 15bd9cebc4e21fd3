import Bytes
import Configuration
import KafkaMessages
import KafkaProtocol
import Simulation
import Syscalls
import Telemetry
import Testing

@testable import Cluster

@Suite struct ControllerMemoryTests {
    /// Topics, configs and quotas may take 64 KiB in this one, new ones a fifth less.
    private func narrow() throws -> BrokerWorld {
        try BrokerWorld { $0.memoryStateBytes = 128 << 10 }
    }

    private func entered(_ world: BrokerWorld) -> Int { world.broker.memory[.metadata] }

    private func isRefused(_ error: ClusterError?) -> Bool {
        if case .policyViolation = error { true } else { false }
    }

    private func create(
        _ world: BrokerWorld, _ name: String, partitions: Int32 = 1,
        configs: [(name: String, value: String?)] = []
    ) throws -> ClusterError? {
        let topic = NewTopic(name: name, partitionCount: partitions, configs: configs)
        let decision = try world.broker.controller.createTopics([topic], now: world.now)
        world.settle()
        guard case .failure(let error) = decision.value[0].result else { return nil }
        return error
    }

    private func grow(_ world: BrokerWorld, _ name: String, to count: Int32) throws -> ClusterError?
    {
        let growth = Controller.Growth(name: name, count: count, assignments: nil)
        let decision = try world.broker.controller.createPartitions([growth], now: world.now)
        world.settle()
        return decision.value[0].error
    }

    private func set(
        _ world: BrokerWorld, _ name: String, to value: String, of resource: ConfigResource
    ) throws -> ClusterError? {
        let decision = try world.broker.controller.incrementalAlterConfigs(
            [.init(resource, [ConfigChange(name, .set, value)])], now: world.now)
        world.settle()
        return decision.value[0].error
    }

    private func setQuota(_ world: BrokerWorld, of user: String, _ key: String, to bound: Double?)
        throws -> ClusterError?
    {
        let decision = try world.broker.controller.alterClientQuotas(
            [QuotaAlteration([.init("user", user)], [(key, bound)])], now: world.now)
        world.settle()
        return decision.value[0]
    }

    private func delete(_ world: BrokerWorld, _ name: String) throws {
        _ = try world.broker.controller.deleteTopics([.init(name: name)], now: world.now)
        world.settle()
    }

    @Test func `topics, configs and quotas are entered, also when they are loaded, until they go`()
        throws
    {
        let world = try BrokerWorld()
        #expect(entered(world) == 0)
        #expect(try create(world, "t", configs: [("retention.ms", "5")]) == nil)
        let alone = entered(world)
        #expect(alone > TopicTable.partitionByteCount)
        #expect(try grow(world, "t", to: 10) == nil)
        #expect(entered(world) == alone + 9 * TopicTable.partitionByteCount)
        #expect(try set(world, "retention.bytes", to: "7", of: .topic("t")) == nil)
        #expect(
            try set(world, "consumer.session.timeout.ms", to: "50000", of: .init(.group, "g"))
                == nil)
        #expect(try setQuota(world, of: "u", "producer_byte_rate", to: 5) == nil)
        #expect(try setQuota(world, of: "u", "consumer_byte_rate", to: 5) == nil)
        let all = entered(world)
        #expect(all == world.broker.image.byteCount, "what is decided is what is replayed")
        try world.restart()
        #expect(entered(world) == all)
        try world.crash(.kill)
        #expect(entered(world) == all)
        try delete(world, "t")
        #expect(try setQuota(world, of: "u", "producer_byte_rate", to: nil) == nil)
        #expect(try setQuota(world, of: "u", "consumer_byte_rate", to: nil) == nil)
        _ = try world.broker.controller.alterConfigs(
            [.init(.init(.group, "g"), [])], now: world.now)
        #expect(entered(world) == 0)
    }

    @Test func `where the share is full new topics and partitions are refused for good`() throws {
        let world = try narrow()
        var made = 0
        var refusal: ClusterError?
        while refusal == nil, made < 100 {
            refusal = try create(world, "t-\(made)", partitions: 2)
            made += refusal == nil ? 1 : 0
        }
        #expect(isRefused(refusal))
        #expect(5...12 ~= made)
        #expect(entered(world) <= (64 << 10) / 5 * 4)
        #expect(isRefused(try grow(world, "t-0", to: 4)))
        #expect(world.broker.image.topics["t-0"]?.partitions.count == 2)
        try delete(world, "t-0")
        #expect(try create(world, "u", partitions: 2) == nil)
    }

    @Test func `where the share is full what is there may still be changed a little`() throws {
        let world = try narrow()
        #expect(try create(world, "t") == nil)
        #expect(try setQuota(world, of: "u", "producer_byte_rate", to: 5) == nil)
        var made = 0
        while try create(world, "t-\(made)") == nil { made += 1 }
        while try setQuota(world, of: "u-\(made)", "producer_byte_rate", to: 5) == nil { made += 1 }
        #expect(try set(world, "retention.ms", to: "50000", of: .topic("t")) == nil)
        #expect(try setQuota(world, of: "u", "consumer_byte_rate", to: 5) == nil)
        let long = Array(repeating: "100:1", count: 200).joined(separator: ",")
        #expect(
            isRefused(
                try set(world, "leader.replication.throttled.replicas", to: long, of: .topic("t"))))
        #expect(
            isRefused(
                try set(world, "consumer.session.timeout.ms", to: "50000", of: .init(.group, "g"))))
        #expect(try setQuota(world, of: "u", "producer_byte_rate", to: nil) == nil)
    }

    @Test func `the brokers' own topics are made whatever room there is`() throws {
        let world = try narrow()
        _ = try world.broker.createAutomatically(TopicName.consumerOffsets, now: world.now)
        world.settle()
        #expect(world.broker.image.topics[TopicName.consumerOffsets]?.partitions.count == 50)
        #expect(isRefused(try create(world, "t")))
        #expect(throws: ClusterError.self) {
            _ = try world.broker.createAutomatically("t", now: world.now)
        }
    }

    @Test func `what is there is never refused at a start, and grows by a fifth`() throws {
        let world = try BrokerWorld()
        for number in 0..<10 { #expect(try create(world, "t-\(number)", partitions: 5) == nil) }
        let loaded = entered(world)
        world.configuration.memoryStateBytes = 1 << 10
        try world.restart()
        #expect(entered(world) == loaded)
        #expect(world.broker.image.topics.count == 10)
        #expect(isRefused(try create(world, "u")))
        #expect(try set(world, "retention.ms", to: "50000", of: .topic("t-0")) == nil)
    }

    @Test func `a request that is refused in part keeps what it was given`() throws {
        let world = try narrow()
        let decision = try world.broker.controller.createTopics(
            [
                NewTopic(name: "small", partitionCount: 1),
                NewTopic(name: "large", partitionCount: 9_000),
            ], now: world.now)
        world.settle()
        #expect(throws: Never.self) { try decision.value[0].result.get() }
        #expect(throws: ClusterError.self) { try decision.value[1].result.get() }
        #expect(world.broker.image.topics.count == 1)
        #expect(entered(world) == world.broker.image.byteCount)
    }

    @Test func `a hundred thousand partitions fit the defaults of a machine of 24 GiB`() throws {
        let memory = MemoryLedger(ceiling: 64 << 20, state: (24 << 30) / 8)
        var image = MetadataImage(clusterID: "")
        image.apply(
            .registerBroker(
                RegisterBrokerRecord(
                    BrokerImage(
                        id: 1, incarnation: Uuid(high: 1, low: 1), epoch: 1, endpoints: [],
                        rack: nil, directories: [], features: [], isFenced: false,
                        isInControlledShutdown: false))))
        let controller = Controller(
            quorum: FakeQuorum(), image: image, configuration: BrokerConfiguration(),
            memory: memory, random: SeededGenerator(seed: 1))
        for number in 0..<100 {
            let decision = try controller.createTopics(
                [NewTopic(name: "t-\(number)", partitionCount: 1000)],
                now: Timestamp(rawValue: 0))
            #expect(throws: Never.self) { try decision.value[0].result.get() }
        }
        #expect(memory[.metadata] <= 512 << 20)
    }
}
