import KafkaProtocol
import LogEngine
import Simulation
import Testing

@testable import Cluster

@Suite struct TransactionsPartitionLoadingTests {
    /// Crashes at every change of the disk, from the first partition that is added to the last record.
    @Test(arguments: [
        (true, CrashKind.kill), (true, .powerLoss), (false, .kill), (false, .powerLoss),
    ])
    func `a transaction is whole or not there, wherever the broker ends`(
        commits: Bool, kind: CrashKind
    ) throws {
        var isOver = false
        var changes = 0
        while !isOver {
            let world = try TransactedWorld(seed: UInt64(changes + 1))
            world.broker.disk.crash(kind, after: changes)
            let told = Told()
            try? transact(world, commits: commits, told)
            isOver = !world.broker.disk.isDown
            world.broker.disk.disarm()
            try world.crash(kind)
            world.finish()
            try check(world, commits: commits, told, "change \(changes)")
            changes += 1
        }
        #expect(changes > 30)
    }

    /// What the producer was told before the end.
    private final class Told {
        var producer: ProducerIdentity?
        var isDecided = false
        var written: Set<Int32> = []
    }

    private func transact(_ world: TransactedWorld, commits: Bool, _ told: Told) throws {
        let producer = try world.begin()
        guard !world.broker.disk.isDown else { return }
        told.producer = producer
        for index: Int32 in [0, 1] {
            try world.add([index], by: producer)
            try world.write("v", to: index, by: producer)
            if !world.broker.disk.isDown { told.written.insert(index) }
        }
        let goal = try world.end(by: producer, commits: commits).goal
        world.broker.settle()
        told.isDecided = try world.partition.replica.status.highWatermark >= goal
        world.finish()
    }

    private func check(
        _ world: TransactedWorld, commits: Bool, _ told: Told, _ comment: Comment
    ) throws {
        let state = try? world.state()
        if told.isDecided {
            #expect(state == (commits ? .completeCommit : .completeAbort), comment)
        }
        // What is not decided is open still; its producer ends it, as if nothing had been.
        if state == .ongoing, let producer = told.producer {
            try world.end(by: producer, commits: commits)
            world.finish()
            #expect(try world.state() == (commits ? .completeCommit : .completeAbort), comment)
        }
        for index: Int32 in [0, 1] {
            let story = try world.story(index)
            #expect(try !world.isOpen(index), comment)
            guard let first = story.first else {
                #expect(!told.written.contains(index), comment)
                continue
            }
            if first == "record" {
                #expect(story == ["record", commits ? "commit 1" : "abort 1"], comment)
            }
        }
    }

    @Test func `a record that cannot be read is not passed over`() throws {
        let world = try TransactedWorld()
        _ = try world.begin()
        world.broker.disk.corrupt("__transaction_state-0/00000000000000000000.log") { bytes in
            bytes[80] ^= 1
        }
        try world.crash(.kill)
        #expect(throws: TransactionError.self) { try world.state() }
    }

    @Test func `when the topic is made anew its transactional ids begin anew`() throws {
        let world = try TransactedWorld()
        _ = try world.begin()
        let old = try world.partition
        _ = try world.broker.broker.controller.deleteTopics(
            [.init(name: TopicName.transactionState)], now: world.broker.now)
        world.broker.settle()
        #expect(throws: TransactionError.notCoordinator) { try old.describe("x") }
        #expect(throws: TransactionError.notCoordinator) { try world.partition }
        _ = try world.broker.broker.createAutomatically(
            TopicName.transactionState, now: world.broker.now)
        world.broker.settle()
        #expect(throws: TransactionError.notFound) { try world.state() }
    }
}
