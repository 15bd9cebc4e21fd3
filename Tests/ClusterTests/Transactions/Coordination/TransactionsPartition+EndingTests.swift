import EventLoop
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@testable import Cluster

@Suite struct TransactionsPartitionEndingTests {
    @Test(arguments: [true, false])
    func `each step waits until the one before it is on the disk`(commits: Bool) throws {
        let world = try TransactedWorld()
        _ = try world.transact(commits: commits)
        let marker = commits ? "commit 1" : "abort 1"

        world.drive()
        #expect(try world.story(0) == ["record"], "the outcome is not on the disk yet")
        world.broker.settle()
        world.drive()
        #expect(try world.story(0) == ["record", marker])
        #expect(try world.story(1) == ["record", marker])
        world.drive()
        #expect(try world.state() == (commits ? .prepareCommit : .prepareAbort))
        world.broker.settle()
        world.drive()
        #expect(try world.state() == (commits ? .completeCommit : .completeAbort))
        #expect(try !world.isOpen(0) && !world.isOpen(1))
    }

    @Test func `whoever drives is told of every step, and of nothing else`() throws {
        let world = try TransactedWorld()
        let driver = world.broker.broker.transactions.driver
        _ = driver.drain()
        _ = try world.transact()
        #expect(driver.isEmpty)
        world.broker.settle()
        #expect(!driver.isEmpty, "the outcome is on the disk")
        world.drive()
        #expect(driver.isEmpty)
        world.broker.settle()
        #expect(!driver.isEmpty, "the markers are on the disk")
        world.drive()
        world.broker.settle()
        #expect(driver.isEmpty)
        #expect(try world.state() == .completeCommit)
    }

    @Test func `many transactions end side by side`() throws {
        let world = try TransactedWorld()
        let ids = (0..<20).map { "many-\($0)" }
        for id in ids { _ = try world.transact(id, commits: id.hasSuffix("7")) }
        world.finish()
        for id in ids {
            #expect(
                try world.state(of: id) == (id.hasSuffix("7") ? .completeCommit : .completeAbort))
        }
        #expect(try world.story(0).count == 40)
    }

    @Test func `a transaction without partitions has ended at once`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin()
        let ended = try world.end(by: producer, commits: false)
        #expect(ended.value.epoch == ProducerEpoch(rawValue: 1))
        #expect(try world.state() == .completeAbort)
        #expect(try world.story(0).isEmpty)
    }

    @Test func `where the topic is gone there is nothing to end`() throws {
        let world = try TransactedWorld()
        _ = try world.transact()
        _ = try world.broker.broker.controller.deleteTopics(
            [.init(name: "t")], now: world.broker.now)
        world.finish()
        #expect(try world.state() == .completeCommit)
    }

    @Test func `a log that takes no marker is asked again`() throws {
        let world = try TransactedWorld()
        _ = try world.transact()
        world.broker.settle()
        world.broker.disk.refuse(Refusal(of: [.write, .reserve], with: .noSpace))
        world.drive()
        #expect(try world.story(0) == ["record"])
        world.broker.disk.heal()
        #expect(world.broker.broker.transactions.driver.isEmpty, "nobody tells when there is room")
        world.tick()
        #expect(!world.broker.broker.transactions.driver.isEmpty)
        world.finish()
        #expect(try world.state() == .completeCommit)
        #expect(try world.story(0) == ["record", "commit 1"])
    }

    @Test func `a partition that is out of service holds up its transactions alone`() throws {
        let world = try TransactedWorld()
        _ = try world.transact()
        let producer = try world.begin("y")
        try world.add([1], by: producer, to: "y")
        try world.write("y", to: 1, by: producer)
        try world.end(by: producer, commits: true, of: "y")
        try world.broker.replica("t", 0).fail(.outOfService)
        world.finish()
        #expect(try world.state(of: "y") == .completeCommit)
        #expect(try world.state() == .prepareCommit)
        #expect(try world.story(1).count == 4)

        try world.crash(.kill)
        world.finish()
        #expect(try world.state() == .completeCommit)
        #expect(try world.story(0) == ["record", "commit 1"])
        #expect(try world.story(1).count == 4, "its marker was there")
    }

    @Test
    func `where records may be lost the marker is on the disk before the transaction is complete`()
        throws
    {
        let world = try TransactedWorld(durability: "async")
        _ = try world.transact()
        world.broker.settle()
        world.drive()
        #expect(try !world.isOpen(0), "readers go on")
        world.drive()
        #expect(try world.state() == .prepareCommit)
        try world.crash(.powerLoss)
        world.finish()
        #expect(try world.state() == .completeCommit)
        #expect(try !world.isOpen(0) && !world.isOpen(1))
    }

    @Test func `markers may come late, twice and in any order`() throws {
        for seed: UInt64 in 1...20 {
            let world = try TransactedWorld(seed: seed)
            let courier = CarelessCourier(world.broker.broker.courier, seed: seed)
            let ids = ["x", "y", "z"]
            for id in ids { _ = try world.transact(id, commits: id != "y") }
            for _ in 0..<60 {
                world.broker.settle()
                world.broker.broker.transactions.drive(with: courier, now: world.broker.now)
            }
            #expect(
                try ids.map { try world.state(of: $0).name } == [
                    "CompleteCommit", "CompleteAbort", "CompleteCommit",
                ])
            for index: Int32 in [0, 1] {
                #expect(try world.story(index).count == 6, "one marker each, seed \(seed)")
                #expect(try !world.isOpen(index))
            }
        }
    }

    @Test func `a newer coordinator's word in one partition is told, and the rest is ended`() throws
    {
        let world = try TransactedWorld()
        let producer = try world.begin()
        try world.add([0, 1], by: producer)
        for index: Int32 in [0, 1] { try world.write("first", to: index, by: producer) }
        try world.mark(0, abortedBy: 99, producer)
        try world.write("second", to: 0, by: producer, sequence: 1)
        try world.end(by: producer, commits: true)
        world.broker.settle()

        let refusals = try world.partition.drive(
            with: world.broker.broker.courier, now: world.broker.now)
        let epoch = try world.partition.epoch.rawValue
        #expect(refusals.map(\.transactionalID) == [TransactedWorld.id])
        #expect(refusals.map(\.order.partition) == [TransactedWorld.place(0)])
        #expect(refusals.map(\.reason) == [.staleCoordinator(current: 99, found: epoch)])
        world.finish()
        #expect(try world.state() == .completeCommit, "its producer goes on")
        #expect(try world.isOpen(0), "the operator is told of it")
        #expect(try !world.isOpen(1))
    }

    @Test func `where a newer producer was before there is nothing left to end`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin()
        try world.add([0], by: producer)
        try world.write("first", to: 0, by: producer)
        let later = ProducerIdentity(id: producer.id, epoch: ProducerEpoch(rawValue: 7))
        try world.mark(0, abortedBy: 0, later)
        try world.end(by: producer, commits: true)
        world.broker.settle()
        let refusals = try world.partition.drive(
            with: world.broker.broker.courier, now: world.broker.now)
        #expect(
            refusals.map(\.reason) == [
                .staleEpoch(
                    producer.id, current: later.epoch, found: ProducerEpoch(rawValue: 1))
            ])
        world.finish()
        #expect(try world.state() == .completeCommit)
        #expect(try !world.isOpen(0))
    }

    @Test func `the partition of a group gets its marker through the group`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin()
        let place = TransactedWorld.place(0, of: TopicName.consumerOffsets)
        _ = try world.partition.add(
            [place], to: TransactedWorld.id, by: producer, clientVersion: 2, now: world.broker.now)
        try world.end(by: producer, commits: true)
        world.finish()
        #expect(try world.state() == .completeCommit)
        #expect(try world.story(0, of: TopicName.consumerOffsets) == ["commit 1"])
    }
}

/// Loses orders, and brings others twice.
private final class CarelessCourier: MarkerCourier {
    private let courier: LocalCourier
    private var random: SeededGenerator

    init(_ courier: LocalCourier, seed: UInt64) {
        self.courier = courier
        random = SeededGenerator(seed: seed)
    }

    func deliver(_ order: MarkerOrder, now: Timestamp) -> MarkerDelivery {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .later
        case 1:
            // It arrives, and who sent it hears nothing.
            _ = courier.deliver(order, now: now)
            return .later
        case 2:
            _ = courier.deliver(order, now: now)
            return courier.deliver(order, now: now)
        default: return courier.deliver(order, now: now)
        }
    }
}
