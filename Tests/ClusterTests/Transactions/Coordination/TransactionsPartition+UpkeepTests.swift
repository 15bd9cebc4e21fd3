import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Testing

@testable import Cluster

@Suite struct TransactionsPartitionUpkeepTests {
    @Test func `what is open for too long is aborted, and its producer is fenced`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin(timeoutMs: 500)
        try world.add([0], by: producer)
        try world.write("late", to: 0, by: producer)
        world.pass(milliseconds: 400)
        world.pass(milliseconds: 9000)
        #expect(try world.state() == .ongoing, "it is looked for every ten seconds")
        world.pass(milliseconds: 1000)
        world.finish()
        #expect(try world.state() == .completeAbort)
        #expect(try world.story(0) == ["record", "abort 1"])
        #expect(throws: TransactionError.fenced) { try world.add([0], by: producer) }
        #expect(throws: ReplicaError.self) {
            try world.write("zombie", to: 0, by: producer, sequence: 1)
        }
    }

    @Test func `a broker that was away aborts what was left open`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin(timeoutMs: 500)
        try world.add([0], by: producer)
        try world.write("left", to: 0, by: producer)
        try world.crash(.powerLoss)
        #expect(try world.state() == .ongoing)
        world.pass(milliseconds: 10_000)
        world.finish()
        #expect(try world.state() == .completeAbort)
        #expect(try !world.isOpen(0))
    }

    @Test func `an id that rests is forgotten, and its record with it`() throws {
        let world = try TransactedWorld {
            $0.transactionalIDExpirationMs = 5000
            $0.transactionalIDExpirationCheckIntervalMs = 1000
        }
        let first = try world.begin()
        let busy = try world.begin("busy")
        try world.add([0], by: busy, to: "busy")
        world.pass(milliseconds: 2000)
        #expect(try world.state() == .empty)
        world.pass(milliseconds: 3000)
        #expect(throws: TransactionError.notFound) { try world.state() }
        #expect(try world.state(of: "busy") == .ongoing)
        try world.crash(.powerLoss)
        #expect(throws: TransactionError.notFound) { try world.state() }
        #expect(throws: TransactionError.invalidMapping) {
            try world.end(by: first, commits: true)
        }
        #expect(try world.begin().id != first.id)
    }

    @Test func `of many ids that rest each is forgotten, but one that a producer has come for`()
        throws
    {
        let world = try TransactedWorld { $0.transactionalIDExpirationMs = 5000 }
        let ids = (0..<40).map { "rests-\($0)" }.sorted()
        for id in ids { _ = try world.begin(id) }
        world.broker.wall += 5000
        let partition = try world.partition
        let expired = partition.expiredIDs(world.broker.now)
        #expect(expired == ids)
        let back = try world.begin(expired[3])
        #expect(partition.forget(expired[...], now: world.broker.now))
        #expect(try partition.describe(expired[3]).identity == back)
        for id in ids where id != expired[3] {
            #expect(throws: TransactionError.notFound) { try partition.describe(id) }
        }
        world.broker.wall += 5000
        partition.forgetExpired(now: world.broker.now)
        #expect(throws: TransactionError.notFound) { try partition.describe(expired[3]) }
    }
}
