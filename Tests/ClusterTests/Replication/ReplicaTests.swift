import Cluster
import Configuration
import EventLoop
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct ReplicaTests {
    @Test func `with sync the high watermark moves when the records are on the disk`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        let mailbox = try Mailbox<LoopLetter>()
        let batch = try world.append(["a", "b"], to: replica)
        #expect(replica.status.highWatermark == .zero)
        #expect(replica.watch(before: batch.end, tell: mailbox))
        #expect(replica.read(at: .zero, ReadRequest()).slice == nil)
        world.settle()
        #expect(mailbox.drain().count == 1)
        #expect(replica.status.highWatermark == batch.end)
        #expect(!replica.watch(before: batch.end, tell: mailbox))
        #expect(try world.values(in: replica) == ["a", "b"])
    }

    @Test func `with async it is the end of the log, and a change to sync lets it rest`() throws {
        let world = try BrokerWorld()
        try world.create("t", configs: [("strom.durability", "async")])
        let replica = try world.replica("t")
        let first = try world.append(["a"], to: replica)
        #expect(replica.status.highWatermark == first.end)

        try setDurability("sync", in: world)
        let second = try world.append(["b"], to: replica)
        #expect(replica.status.highWatermark == first.end)
        world.settle()
        #expect(replica.status.highWatermark == second.end)
    }

    @Test func `with async the disk is left alone for a second`() throws {
        let world = try BrokerWorld()
        try world.create("t", configs: [("strom.durability", "async")])
        let replica = try world.replica("t")
        let start = Instant(nanoseconds: 1_000_000_000_000)
        func tick(_ milliseconds: Int64) {
            world.broker.syncs.tick(now: start.advanced(byMilliseconds: milliseconds))
            world.settle()
        }
        try world.append(["a"], to: replica)
        tick(0)
        try world.append(["b"], to: replica)
        tick(900)
        #expect(replica.status.syncedEnd == .zero)
        tick(1000)
        #expect(replica.status.syncedEnd.rawValue == 2)
    }

    @Test func `flush.messages and flush.ms say how long an async topic may wait for the disk`()
        throws
    {
        let world = try BrokerWorld()
        try world.create(
            "t", configs: [("strom.durability", "async"), ("flush.messages", "2")])
        let replica = try world.replica("t")
        try world.append(["a"], to: replica)
        world.settle()
        #expect(replica.status.syncedEnd == .zero)
        try world.append(["b"], to: replica)
        world.settle()
        #expect(replica.status.syncedEnd.rawValue == 2)

        try world.create("u", configs: [("strom.durability", "async"), ("flush.ms", "0")])
        let eager = try world.replica("u")
        try world.append(["a"], to: eager)
        world.settle()
        #expect(eager.status.syncedEnd.rawValue == 1)
    }

    @Test func `after a change to sync what is in the page cache goes to the disk by itself`()
        throws
    {
        let world = try BrokerWorld()
        try world.create("t", configs: [("strom.durability", "async")])
        let replica = try world.replica("t")
        try world.append(["a"], to: replica)
        try setDurability("sync", in: world)
        #expect(replica.status.syncedEnd.rawValue == 1)
    }

    private func setDurability(_ value: String, in world: BrokerWorld) throws {
        let changed = try world.broker.controller.incrementalAlterConfigs(
            [
                ResourceChange(
                    .topic("t"), [ConfigChange("strom.durability", .set, value)])
            ], now: world.now)
        #expect(changed.value[0].error == nil)
        world.settle()
    }

    @Test func `one watch for each loop, one letter for each watch`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        let mailbox = try Mailbox<LoopLetter>()
        for _ in 0..<3 { #expect(replica.watch(before: Offset(rawValue: 1), tell: mailbox)) }
        try world.append(["a"], to: replica)
        world.settle()
        try world.append(["b"], to: replica)
        world.settle()
        #expect(mailbox.drain().count == 1)
    }

    @Test func `acks all are refused while too few are in sync, acks 1 are not`() throws {
        let world = try BrokerWorld()
        // min.insync.replicas above the number of replicas counts as that number (P-4).
        try world.create("t", configs: [("min.insync.replicas", "2")])
        let replica = try world.replica("t")
        #expect(try world.append(["a"], to: replica).baseOffset == .zero)
    }

    @Test func `a full disk refuses appends, serves reads, and takes appends again by itself`()
        throws
    {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        try world.append(["a"], to: replica)
        world.settle()
        world.disk.refuse(Refusal(of: [.write], with: .noSpace, suffix: ".log"))
        #expect(throws: ReplicaError.log(.full)) { try world.append(["b"], to: replica) }
        #expect(try world.values(in: replica) == ["a"])
        world.disk.heal()
        try world.append(["c"], to: replica)
        world.settle()
        #expect(try world.values(in: replica) == ["a", "c"])
    }

    @Test func `a disk that fails to sync takes the log out of service, and who waits is told`()
        throws
    {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        let mailbox = try Mailbox<LoopLetter>()
        let batch = try world.append(["a"], to: replica)
        #expect(replica.watch(before: batch.end, tell: mailbox))
        world.disk.refuse(Refusal(of: [.sync], with: .inputOutput, suffix: ".log"))
        world.settle()
        #expect(mailbox.drain().count == 1)
        #expect(replica.obstacle(inEpoch: batch.leaderEpoch) == .log(.disk(.inputOutput)))
        #expect(!replica.status.isOnline)
        world.disk.heal()
        #expect(throws: ReplicaError.self) { try world.append(["b"], to: replica) }
    }

    @Test func `latest, earliest and times are looked up within what consumers see`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        #expect(try replica.offset(for: .latest)?.offset == .zero)
        #expect(try replica.offset(for: .maxTimestamp) == nil)
        let first = world.wall
        try world.append(["a"], to: replica)
        world.wall += 10
        try world.append(["b"], to: replica)
        world.settle()
        world.wall += 10
        try world.append(["c"], to: replica)
        #expect(try replica.offset(for: .latest)?.offset == Offset(rawValue: 2))
        #expect(try replica.offset(for: .latest, replicaID: -2)?.offset == Offset(rawValue: 3))
        #expect(try replica.offset(for: .earliest)?.offset == .zero)
        let found = try replica.offset(for: .timestamp(Timestamp(rawValue: first + 1)))
        #expect(found?.offset == Offset(rawValue: 1))
        #expect(found?.timestamp == Timestamp(rawValue: first + 10))
        #expect(try replica.offset(for: .timestamp(Timestamp(rawValue: first + 20))) == nil)
    }

    @Test func `records above the high watermark cannot be deleted`() throws {
        let world = try BrokerWorld()
        try world.create("t")
        let replica = try world.replica("t")
        try world.append(["a"], to: replica)
        #expect(throws: ReplicaError.self) {
            try world.broker.deleteRecords(of: replica, before: Offset(rawValue: 1))
        }
        #expect(try world.broker.deleteRecords(of: replica, before: nil) == .zero)
    }

    @Test func `a compacted topic lets no records be deleted`() throws {
        let world = try BrokerWorld()
        try world.create("t", configs: [("cleanup.policy", "compact")])
        #expect(throws: ReplicaError.policyViolation) {
            try world.broker.deleteRecords(of: world.replica("t"), before: nil)
        }
    }
}
