import Bytes
import Cluster
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// What is known of a topic whose changes may have been acknowledged or not when the power went.
private struct KnownTopic {
    /// What was acknowledged must be there; what was asked for may be.
    var mayExist = false
    var mustExist = false
    /// The values that `retention.ms` may have; nil for none.
    var retention: Set<String?> = [nil]
    var acknowledged = 0
}

@Suite struct LocalBroker_StartTests {
    /// Changes metadata and appends until the power goes; notes what was acknowledged.
    private func live(
        _ world: BrokerWorld, _ known: inout [String: KnownTopic],
        _ random: inout SeededGenerator
    ) {
        for _ in 0..<40 where !world.disk.isDown {
            let name = "t\(Int.random(in: 0..<8, using: &random))"
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<3: create(name, world, &known)
            case 3: delete(name, world, &known)
            case 4, 5: configure(name, world, &known, &random)
            case 6: world.broker.tick(now: .init(nanoseconds: 0), wallTime: world.now)
            default: append(to: name, world, &known)
            }
        }
    }

    private func isInForce(_ offset: Offset?, _ world: BrokerWorld) -> Bool {
        world.settle()
        guard let offset else { return false }
        return world.broker.image.offset >= offset && !world.disk.isDown
    }

    private func create(_ name: String, _ world: BrokerWorld, _ known: inout [String: KnownTopic]) {
        guard world.broker.image.topics[name] == nil else { return }
        let made = try? world.broker.controller.createTopics(
            [NewTopic(name: name)], now: world.now)
        known[name] = KnownTopic(mayExist: true, mustExist: isInForce(made?.offset, world))
    }

    private func delete(_ name: String, _ world: BrokerWorld, _ known: inout [String: KnownTopic]) {
        guard world.broker.image.topics[name] != nil else { return }
        known[name]?.mustExist = false
        let gone = try? world.broker.controller.deleteTopics([.init(name: name)], now: world.now)
        if isInForce(gone?.offset, world) { known[name] = KnownTopic() }
    }

    private func configure(
        _ name: String, _ world: BrokerWorld, _ known: inout [String: KnownTopic],
        _ random: inout SeededGenerator
    ) {
        guard world.broker.image.topics[name] != nil else { return }
        let value = String(Int.random(in: 1...9, using: &random) * 1_000_000_000)
        known[name]?.retention.insert(value)
        let changed = try? world.broker.controller.incrementalAlterConfigs(
            [ResourceChange(.topic(name), [ConfigChange("retention.ms", .set, value)])],
            now: world.now)
        if isInForce(changed?.offset, world) { known[name]?.retention = [value] }
    }

    private func append(
        to name: String, _ world: BrokerWorld, _ known: inout [String: KnownTopic]
    ) {
        guard let replica = try? world.replica(name),
            let batch = try? world.append(["x"], to: replica)
        else { return }
        world.settle()
        if !world.disk.isDown, replica.status.highWatermark >= batch.end {
            known[name]?.acknowledged = Int(batch.end.rawValue)
        }
    }

    /// Starts until a start is not cut short itself.
    private func startAgain(_ world: BrokerWorld, _ random: inout SeededGenerator) throws {
        if random.happens(0.3) {
            world.disk.restart()
            world.disk.crash(.powerLoss, after: Int.random(in: 0..<25, using: &random))
            try? world.begin(clean: false)
        }
        try world.crash(random.happens(0.7) ? .powerLoss : .kill)
    }

    @Test(arguments: UInt64(0)..<40)
    func `what was acknowledged holds after each loss of power, what was not may`(
        seed: UInt64
    ) throws {
        let world = try BrokerWorld(seed: seed) {
            $0.metadataLogMaxRecordBytesBetweenSnapshots = 1500
        }
        var random = SeededGenerator(seed: seed &* 31 &+ 7)
        var known: [String: KnownTopic] = [:]
        for _ in 0..<4 {
            world.disk.crash(.powerLoss, after: Int.random(in: 1...150, using: &random))
            live(world, &known, &random)
            try startAgain(world, &random)
            try compare(world, &known, seed)
        }
    }

    private func compare(
        _ world: BrokerWorld, _ known: inout [String: KnownTopic], _ seed: UInt64
    ) throws {
        for (name, topic) in known.sorted(by: { $0.key < $1.key }) {
            let image = world.broker.image.topics[name]
            #expect(image != nil || !topic.mustExist, "seed \(seed): \(name) is lost")
            #expect(image == nil || topic.mayExist, "seed \(seed): \(name) is back")
            guard image != nil else {
                known[name] = KnownTopic()
                continue
            }
            let retention = world.broker.image.overrides(of: .topic(name))["retention.ms"]
            #expect(
                topic.retention.contains(retention), "seed \(seed): \(name) has \(retention ?? "-")"
            )
            let count = try world.values(in: world.replica(name)).count
            #expect(count >= topic.acknowledged, "seed \(seed): records of \(name) are lost")
            known[name] = KnownTopic(
                mayExist: true, mustExist: true, retention: [retention], acknowledged: count)
        }
    }

    @Test func `with snapshots and without, the same changes make the same image`() throws {
        func facts(snapshotBytes: Int64) throws -> [String] {
            let world = try BrokerWorld(seed: 3) {
                $0.metadataLogMaxRecordBytesBetweenSnapshots = snapshotBytes
            }
            for number in 0..<30 {
                try world.create("t\(number)", configs: [("retention.ms", "\(number + 1)")])
                if number % 7 == 3 {
                    _ = try world.broker.controller.deleteTopics(
                        [.init(name: "t\(number - 1)")], now: world.now)
                    world.settle()
                }
                if number % 5 == 4 {
                    world.broker.tick(now: .init(nanoseconds: 0), wallTime: world.now)
                    try number % 2 == 0 ? world.restart() : world.crash(.powerLoss)
                }
            }
            // The epochs of brokers are offsets, which a log counts with its own marks.
            return world.broker.image.facts
        }
        #expect(try facts(snapshotBytes: 500) == facts(snapshotBytes: .max))
    }

    @Test(arguments: [DiskCall.write, .sync, .open, .list, .rename])
    func `a start that the disk refuses says so, and the next one goes as if it had not been`(
        call: DiskCall
    ) throws {
        let world = try BrokerWorld()
        try world.create("t")
        try world.append(["a"], to: world.replica("t"))
        world.settle()
        for passing in 0..<12 {
            world.disk.crash(.powerLoss)
            world.disk.restart()
            world.disk.refuse(Refusal(of: [call], with: .inputOutput, passing: passing))
            try? world.begin(clean: false)
            world.disk.heal()
        }
        try world.crash(.powerLoss)
        #expect(try world.values(in: world.replica("t")) == ["a"])
    }

    @Test func `on a real disk its own threads load the logs, and sync what is appended`() throws {
        let path = "/tmp/strom-broker-\(RandomBytes.integer())"
        try FileSystem.makeDirectories(path)
        defer { try? FileSystem.removeTree(path) }
        func start(clean: Bool) throws -> LocalBroker {
            try LocalBroker.start(
                Premises(
                    disk: PosixDisk(root: path), clusterID: "4L6g3nShT-eMCtK--X86sw",
                    directoryID: Uuid(high: 7, low: 7), wasStoppedClean: clean, endpoints: []),
                configuration: BrokerConfiguration(), random: SystemRandomNumberGenerator(),
                now: .now(), threads: true)
        }
        func eventually(_ condition: () throws -> Bool) throws {
            for _ in 0..<2000 where try !condition() { Thread.sleep(milliseconds: 5) }
            #expect(try condition())
        }
        let first = try start(clean: false)
        let made = try first.controller.createTopics(
            [NewTopic(name: "t", partitionCount: 20)], now: .now())
        let id = try made.value[0].result.get().id
        try eventually { first.image.offset >= made.offset }
        for partition in 0..<20 as Range<Int32> {
            let replica = try #require(first.replica(of: id, partition))
            let end = try BrokerWorld.append(["a"], to: replica, at: .now()).end
            try eventually { replica.status.highWatermark >= end }
        }
        #expect(first.stop())
        let second = try start(clean: true)
        for partition in 0..<20 as Range<Int32> {
            let status = try #require(second.replica(of: id, partition)).status
            #expect(status.isLeader && status.highWatermark == Offset(rawValue: 1))
        }
        #expect(second.stop())
    }
}
