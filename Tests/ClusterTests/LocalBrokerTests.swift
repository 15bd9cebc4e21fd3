import Cluster
import Configuration
import EventLoop
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct LocalBrokerTests {
    @Test func `a broker on an empty disk takes part, alone, with the features of this build`()
        throws
    {
        let world = try BrokerWorld()
        let image = world.broker.image
        #expect(image.controllerID == 1)
        #expect(image.liveBrokers.map(\.id) == [1])
        #expect(image.features["metadata.version"] == 29)
        #expect(image.brokers[1]?.epoch == world.broker.epoch)
        #expect(image.topics.count == 0)
    }

    @Test func `a restart brings topics, configs and records back`() throws {
        let world = try BrokerWorld()
        try world.create("orders", partitions: 3, configs: [("retention.ms", "12345")])
        let before = try world.replica("orders", 1)
        try world.append(["a", "b"], to: before)
        world.settle()
        let topic = try #require(world.broker.image.topics["orders"])

        try world.restart()
        let image = world.broker.image
        #expect(image.topics["orders"]?.id == topic.id)
        #expect(image.overrides(of: .topic("orders")) == ["retention.ms": "12345"])
        #expect(try world.values(in: world.replica("orders", 1)) == ["a", "b"])
    }

    @Test(arguments: [true, false])
    func `every start is a new life, with new epochs of the broker and of each partition`(
        clean: Bool
    ) throws {
        let world = try BrokerWorld()
        try world.create("t")
        let first = try #require(world.broker.image.topics["t"]?.partitions[0])
        let epoch = world.broker.epoch
        let incarnation = world.broker.image.brokers[1]?.incarnation
        if clean { try world.restart() } else { try world.crash(.powerLoss) }

        let second = try #require(world.broker.image.topics["t"]?.partitions[0])
        #expect(second.leader == 1)
        #expect(second.leaderEpoch.rawValue == first.leaderEpoch.rawValue + 2)
        #expect(world.broker.epoch > epoch)
        #expect(world.broker.image.brokers[1]?.incarnation != incarnation)
        #expect(try world.replica("t").status.leaderEpoch == second.leaderEpoch)
    }

    @Test func `epochs fence after a restart, and tell where the old ones ended`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        try world.append(["a", "b"], to: world.replica("t"))
        world.settle()
        let old = try world.replica("t").status.leaderEpoch
        try world.restart()
        let replica = try world.replica("t")
        let new = replica.status.leaderEpoch
        try world.append(["c"], to: replica)
        world.settle()

        var request = ReadRequest()
        request.currentLeaderEpoch = old
        #expect(replica.read(at: .zero, request).error == .fencedLeaderEpoch(epoch: new))
        request.currentLeaderEpoch = LeaderEpoch(rawValue: new.rawValue + 1)
        #expect(replica.read(at: .zero, request).error == .unknownLeaderEpoch)
        let two = Offset(rawValue: 2)
        #expect(try replica.endOffset(forEpoch: old) == EpochEnd(epoch: old, endOffset: two))
        #expect(try replica.endOffset(forEpoch: new)?.endOffset == Offset(rawValue: 3))
        #expect(try replica.endOffset(forEpoch: request.currentLeaderEpoch) == nil)

        request = ReadRequest()
        request.lastFetchedEpoch = old
        let result = replica.read(at: Offset(rawValue: 3), request)
        #expect(result.divergingEpoch == EpochEnd(epoch: old, endOffset: two))
        #expect(result.slice == nil)
    }

    @Test func `loops are mailed each new image, and it is the one in force`() throws {
        let world = try BrokerWorld()
        let mailbox = try Mailbox<LoopLetter>()
        let image = world.broker.enlist(mailbox)
        #expect(image.topics["t"] == nil)
        try world.create("t")
        let mailed = mailbox.drain().compactMap { letter in
            if case .image(let image) = letter { image } else { nil }
        }
        #expect(mailed.last?.topics["t"] != nil)
        #expect(mailed.last?.offset == world.broker.image.offset)
        world.broker.withdraw(mailbox)
        try world.create("u")
        #expect(mailbox.isEmpty)
    }

    @Test func `a decision is in force once it is committed, not before`() throws {
        let world = try BrokerWorld()
        let decision = try world.broker.controller.createTopics(
            [NewTopic(name: "t")], now: world.now)
        #expect(world.broker.image.offset < decision.offset)
        #expect(world.broker.image.topics["t"] == nil)
        world.settle()
        #expect(world.broker.image.offset >= decision.offset)
        #expect(world.broker.image.topics["t"] != nil)
    }

    @Test func `producer ids never come twice, whatever is lost`() throws {
        let world = try BrokerWorld()
        var seen: Set<Int64> = []
        for round in 0..<6 {
            for _ in 0..<700 {
                guard let id = world.broker.nextProducerID(now: world.now) else {
                    world.settle()
                    continue
                }
                #expect(seen.insert(id.rawValue).inserted)
            }
            if round % 2 == 0 { world.settle() }
            try world.crash(.powerLoss)
        }
        #expect(seen.count > 3000)
    }

    @Test func `the image after a snapshot is the one that was replayed from the whole log`() throws
    {
        let world = try BrokerWorld { $0.metadataLogMaxRecordBytesBetweenSnapshots = 2000 }
        for number in 0..<40 {
            try world.create("t\(number)", partitions: 2, configs: [("retention.ms", "5")])
            if number % 10 == 9 {
                world.broker.tick(now: Instant(nanoseconds: 1), wallTime: world.now)
            }
        }
        let deleted = try world.broker.controller.deleteTopics(
            [.init(name: "t7")], now: world.now)
        #expect(deleted.value[0].error == nil)
        world.settle()
        world.broker.tick(now: Instant(nanoseconds: 2), wallTime: world.now)
        let snapshots = world.disk.files.keys.filter { $0.hasSuffix(".checkpoint") }
        #expect(snapshots.count == 1)
        let before = world.broker.image.facts.filter { !$0.contains("Epoch") }
        try world.crash(.powerLoss)
        let after = world.broker.image.facts.filter { !$0.contains("Epoch") }
        #expect(
            before.filter { $0.hasPrefix("topic") || $0.contains("retention") }
                == after.filter { $0.hasPrefix("topic") || $0.contains("retention") })
        #expect(world.broker.image.topics.count == 39)
        #expect(world.broker.image.topics["t7"] == nil)
    }

    @Test func `a topic that is made again under its name is another, and begins at offset 0`()
        throws
    {
        let world = try BrokerWorld()
        let old = try world.create("t")
        let replica = try world.replica("t")
        try world.append(["a"], to: replica)
        world.settle()
        _ = try world.broker.controller.deleteTopics([.init(name: "t")], now: world.now)
        world.settle()
        #expect(world.broker.replica(of: old.id, 0) == nil)
        #expect(replica.read(at: .zero, ReadRequest()).error == .deleted)
        let new = try world.create("t")
        #expect(new.id != old.id)
        #expect(try world.append(["b"], to: world.replica("t")).baseOffset == .zero)
        world.settle()
        world.broker.tick(now: Instant(nanoseconds: 1), wallTime: world.now)
        #expect(!world.disk.files.keys.contains { $0.contains("-delete/") })
        try world.restart()
        #expect(try world.values(in: world.replica("t")) == ["b"])
    }

    @Test func `a topic that is made again knows nothing of the log before it`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        try world.append(["a", "b", "c"], to: world.replica("t"))
        world.settle()
        _ = try world.broker.deleteRecords(of: world.replica("t"), before: Offset(rawValue: 2))
        try world.restart()
        #expect(try world.replica("t").status.startOffset == Offset(rawValue: 2))
        _ = try world.broker.controller.deleteTopics([.init(name: "t")], now: world.now)
        world.settle()
        try world.create("t")
        #expect(try world.replica("t").status.startOffset == .zero)
        #expect(try world.append(["d"], to: world.replica("t")).baseOffset == .zero)
        world.settle()
        try world.crash(.powerLoss)
        #expect(try world.values(in: world.replica("t")) == ["d"])
    }

    @Test func `a deletion and a creation that are committed together leave the old log behind`()
        throws
    {
        let world = try BrokerWorld()
        try world.create("t")
        try world.append(["a"], to: world.replica("t"))
        world.settle()
        world.broker.tick(now: Instant(nanoseconds: 0), wallTime: world.now)
        world.broker.tick(now: Instant(nanoseconds: 6_000_000_000), wallTime: world.now)
        _ = try world.broker.controller.deleteTopics([.init(name: "t")], now: world.now)
        _ = try world.broker.controller.createTopics([NewTopic(name: "t")], now: world.now)
        // The process dies between the commit and the image.
        world.disk.refuse(Refusal(of: [.rename], with: .inputOutput))
        world.settle()
        world.disk.heal()
        try world.crash(.kill)
        let replica = try world.replica("t")
        #expect(replica.status.isOnline)
        #expect(try world.append(["b"], to: replica).baseOffset == .zero)
        #expect(world.disk.files.keys.contains { $0.contains("-stray/") })
    }

    @Test func `a directory of no topic is set aside, not removed`() throws {
        let world = try BrokerWorld()
        try world.disk.makeDirectory("lost-0")
        _ = try world.disk.open("lost-0/note", .create)
        try world.restart()
        #expect(
            world.disk.files.keys.contains { $0.hasPrefix("lost-0.") && $0.contains("-stray/") })
    }

    @Test func `deleted records stay deleted once that is told`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        try world.append(["a"], to: replica)
        try world.append(["b"], to: replica)
        world.settle()
        let mailbox = try Mailbox<LoopLetter>()
        let start = try world.broker.deleteRecords(of: replica, before: Offset(rawValue: 1))
        #expect(start == Offset(rawValue: 1))
        #expect(replica.watch(durableStartBefore: start, tell: mailbox))
        world.broker.tick(now: Instant(nanoseconds: 1), wallTime: world.now)
        #expect(!mailbox.isEmpty)
        #expect(replica.isStartDurable(at: start))
        try world.crash(.powerLoss)
        #expect(try world.replica("t").status.startOffset == Offset(rawValue: 1))
    }

    @Test(arguments: UInt64(0)..<20)
    func `what was acknowledged is there after a power loss at any write`(seed: UInt64) throws {
        let world = try BrokerWorld(seed: seed)
        var random = SeededGenerator(seed: seed &+ 99)
        var topics: [String: Int] = [:]
        for _ in 0..<4 {
            world.disk.crash(.powerLoss, after: Int.random(in: 1...60, using: &random))
            var number = 0
            while !world.disk.isDown, number < 30 {
                number += 1
                let name = "t\(Int.random(in: 0..<1000, using: &random))"
                guard topics[name] == nil else { continue }
                let made = try? world.broker.controller.createTopics(
                    [NewTopic(name: name)], now: world.now)
                world.settle()
                guard let made, world.broker.image.offset >= made.offset,
                    let replica = try? world.replica(name),
                    let batch = try? world.append(["x"], to: replica)
                else { continue }
                world.settle()
                topics[name] = replica.status.highWatermark >= batch.end ? 1 : 0
            }
            try world.crash(.powerLoss)
            for (name, count) in topics {
                #expect(world.broker.image.topics[name] != nil, "seed \(seed): \(name)")
                let values = try world.values(in: world.replica(name))
                #expect(values.count >= count, "seed \(seed): \(name)")
            }
        }
        #expect(topics.values.contains(1), "seed \(seed) acknowledged nothing")
    }
}
