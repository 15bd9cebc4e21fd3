import Bytes
import Configuration
import KafkaMessages
import KafkaProtocol
import Simulation
import Syscalls
import Telemetry
import Testing

@testable import Cluster

@Suite struct FeatureUpdateTests {
    private func update(
        _ world: BrokerWorld, _ updates: FeatureUpdate..., validateOnly: Bool = false
    ) throws -> [ClusterError?] {
        let decision = try world.broker.controller.updateFeatures(
            updates, validateOnly: validateOnly, now: world.now)
        world.settle()
        return decision.value
    }

    @Test func `a level falls if the asker says so, and rises again`() throws {
        let world = try BrokerWorld()
        #expect(try update(world, FeatureUpdate("group.version", to: 0, .safeDowngrade)) == [nil])
        #expect(world.broker.image.features["group.version"] == nil)
        #expect(try update(world, FeatureUpdate("group.version", to: 1, .upgrade)) == [nil])
        #expect(world.broker.image.features["group.version"] == 1)
    }

    @Test(arguments: [
        (FeatureUpdate("no.such.feature", to: 1, .upgrade), "does not support this feature."),
        (FeatureUpdate("group.version", to: 2, .upgrade), "only supports versions 0-1."),
        (FeatureUpdate("group.version", to: -1, .unsafeDowngrade), "cannot be less than 0."),
        (FeatureUpdate("group.version", to: 0, .upgrade), "either safe or unsafe downgrade."),
        (FeatureUpdate("group.version", to: 1, nil), "does not support the given upgrade type."),
        (FeatureUpdate("metadata.version", to: 30, .upgrade), "only supports versions 7-29."),
        (FeatureUpdate("metadata.version", to: 0, .safeDowngrade), "only supports versions 7-29."),
        (FeatureUpdate("metadata.version", to: 28, .safeDowngrade), "might delete metadata"),
        (FeatureUpdate("metadata.version", to: 28, .unsafeDowngrade), "Unsafe metadata downgrade"),
    ])
    func `what cannot be is refused with the level and the reason`(
        wanted: FeatureUpdate, reason: String
    ) throws {
        let world = try BrokerWorld()
        let before = world.broker.image.features
        guard case .invalidUpdateVersion(let sentence) = try update(world, wanted)[0] else {
            Issue.record("\(wanted) was taken")
            return
        }
        let begin = "Invalid update version \(wanted.level) for feature \(wanted.feature). "
        #expect(sentence.hasPrefix(begin) && sentence.contains(reason), "\(sentence)")
        #expect(world.broker.image.features == before)
    }

    @Test func `a downgrade does not lead up`() throws {
        let world = try BrokerWorld()
        _ = try update(world, FeatureUpdate("group.version", to: 0, .unsafeDowngrade))
        let errors = try update(world, FeatureUpdate("group.version", to: 1, .safeDowngrade))
        #expect(errors[0]?.message.hasSuffix("Can't downgrade to a newer version.") == true)
    }

    @Test func `one that is refused keeps all others from being changed; a feature twice is too`()
        throws
    {
        let world = try BrokerWorld()
        let falling = FeatureUpdate("group.version", to: 0, .safeDowngrade)
        let errors = try update(world, falling, FeatureUpdate("nonsense", to: 1, .upgrade))
        #expect(errors[0] == nil && errors[1] != nil)
        let twice = try update(world, falling, falling)
        #expect(twice == [nil, .invalidRequest("Each feature must appear at most once.")])
        #expect(world.broker.image.features["group.version"] == 1)
    }

    @Test func `the level that there is and a request that only asks append nothing`() throws {
        let world = try BrokerWorld()
        let offset = world.broker.image.offset
        #expect(try update(world, FeatureUpdate("group.version", to: 1, .upgrade)) == [nil])
        let errors = try update(
            world, FeatureUpdate("group.version", to: 0, .safeDowngrade), validateOnly: true)
        #expect(errors == [nil])
        #expect(world.broker.image.offset == offset)
    }

    @Test func `a level that was lowered stays so over a restart`() throws {
        let world = try BrokerWorld()
        _ = try update(world, FeatureUpdate("group.version", to: 0, .safeDowngrade))
        try world.crash(.powerLoss)
        #expect(
            world.broker.image.features == ["metadata.version": 29, "transaction.version": 2])
    }

    @Test func `a broker alone takes on what its last life could not do, with others it waits`()
        throws
    {
        #expect(
            try finalizedByStart(in: older(brokers: [1])) == [
                "group.version": 1, "transaction.version": 2,
            ])
        #expect(try finalizedByStart(in: older(brokers: [1, 2])) == [:])
    }

    @Test func `a broker that cannot do a level keeps the cluster from it`() throws {
        let controller = controller(FakeQuorum(), older(brokers: [1, 2]))
        let decision = try controller.updateFeatures(
            [FeatureUpdate("group.version", to: 1, .upgrade)], now: Timestamp(rawValue: 0))
        let sentence = decision.value[0]?.message
        #expect(sentence?.hasSuffix("Broker 1 does not support this feature.") == true)
    }

    /// The levels that broker 1 finalizes when it registers.
    private func finalizedByStart(in image: MetadataImage) throws -> [String: Int16] {
        let quorum = FakeQuorum()
        let broker = Registration(
            id: 1, incarnation: Uuid(high: 2, low: 2), endpoints: [], rack: nil, directories: [])
        _ = try controller(quorum, image).register(broker, now: Timestamp(rawValue: 0))
        var after = MetadataImage(clusterID: "")
        for record in quorum.records.withLock({ $0 }) { after.apply(record) }
        return after.features
    }

    private func controller(_ quorum: FakeQuorum, _ image: MetadataImage) -> Controller {
        Controller(
            quorum: quorum, image: image, configuration: BrokerConfiguration(),
            memory: MemoryLedger(ceiling: 64 << 20), random: SeededGenerator(seed: 1))
    }

    /// A cluster whose brokers know neither groups of KIP-848 nor transactions.
    private func older(brokers: [Int32]) -> MetadataImage {
        var image = MetadataImage(clusterID: "")
        image.apply(.featureLevel(FeatureLevelRecord(name: "metadata.version", level: 29)))
        for id in brokers {
            let broker = BrokerImage(
                id: id, incarnation: Uuid(high: 1, low: 1), epoch: 1, endpoints: [], rack: nil,
                directories: [],
                features: [SupportedFeature(name: "metadata.version", versions: 7...29)],
                isFenced: false, isInControlledShutdown: false)
            image.apply(.registerBroker(RegisterBrokerRecord(broker)))
        }
        return image
    }
}

/// A log of metadata in memory, that commits nothing.
final class FakeQuorum: MetadataQuorum {
    let records = Lock<[MetadataRecord]>([])
    let epoch = LeaderEpoch(rawValue: 1)

    var nextOffset: Offset { Offset(rawValue: Int64(records.withLock { $0.count })) }

    func append(_ more: [MetadataRecord], now: Timestamp) throws(ClusterError) -> Offset {
        records.withLock { records in
            records += more
            return Offset(rawValue: Int64(records.count - 1))
        }
    }

    func requestCommit() {}

    func readCommitted(
        from start: Offset, _ body: (MetadataRecord, Offset, LeaderEpoch) -> Void
    ) throws(ClusterError) -> Offset { start }

    func describe(as node: Int32, directory: Uuid, now: Timestamp) -> QuorumDescription {
        QuorumDescription(
            leaderID: node, epoch: epoch, highWatermark: .zero, voters: [], observers: [])
    }

    func add(_ voter: Voter) throws(ClusterError) {}

    func remove(_ voter: Voter) throws(ClusterError) {}
}
