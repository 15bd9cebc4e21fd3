import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@testable import Cluster

@Suite struct TransactionsPartitionProducersTests {
    @Test func `an id that no record can hold is refused`() throws {
        let world = try TransactedWorld()
        #expect(throws: TransactionError.invalidRequest) { try world.begin("") }
        let long = String(repeating: "x", count: 40_000)
        #expect(throws: TransactionError.invalidRequest) { try world.begin(long) }
        #expect(throws: TransactionError.invalidRequest) { try world.partition.describe("") }
    }

    @Test(arguments: [0, -1, 900_001] as [Int32])
    func `a timeout must be one that the broker allows`(timeoutMs: Int32) throws {
        let world = try TransactedWorld()
        #expect(throws: TransactionError.invalidTimeout) {
            try world.begin(timeoutMs: timeoutMs)
        }
        #expect(try world.begin(timeoutMs: 900_000).epoch == .first)
    }

    @Test func `what is told rests on records that must be committed first`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin()
        let partition = try world.partition
        let place = [TransactedWorld.place(0)]
        let added = try partition.add(
            place, to: "x", by: producer, clientVersion: 2, now: world.broker.now)
        #expect(added.goal > partition.replica.status.highWatermark)
        let again = try partition.add(
            place, to: "x", by: producer, clientVersion: 2, now: world.broker.now)
        #expect(again.goal == added.goal, "nothing was written")
        #expect(try partition.verify(place, of: "x", by: producer).goal == added.goal)
        world.broker.settle()
        #expect(added.goal == partition.replica.status.highWatermark)
    }

    @Test func `what the log refuses has not happened`() throws {
        let world = try TransactedWorld()
        let producer = try world.begin()
        world.broker.disk.refuse(.init(of: [.write, .reserve], with: .noSpace))
        #expect(throws: TransactionError.self) { try world.add([0], by: producer) }
        #expect(try world.state() == .empty)
        world.broker.disk.heal()
        try world.add([0], by: producer)
        world.broker.disk.refuse(.init(of: [.write, .reserve], with: .noSpace))
        #expect(throws: TransactionError.self) { try world.end(by: producer, commits: true) }
        #expect(try world.state() == .ongoing)
    }

    @Test func `whoever takes over aborts what is open and asks again`() throws {
        let world = try TransactedWorld()
        let old = try world.begin()
        try world.add([0], by: old)
        try world.write("old", to: 0, by: old)
        #expect(throws: TransactionError.concurrent) { try world.begin() }
        #expect(throws: TransactionError.concurrent) { try world.begin() }
        world.finish()
        let new = try world.begin()
        #expect(new.id == old.id && new.epoch.rawValue == 2)
        #expect(try world.story(0) == ["record", "abort 1"])
    }

    @Test func `transactions are listed and described`() throws {
        let world = try TransactedWorld()
        let idle = try world.begin("idle")
        let busy = try world.begin("busy")
        try world.add([0, 1], by: busy, to: "busy")
        let listed = try world.partition.list { id, _ in id != "idle" }
        #expect(listed.map(\.id) == ["busy"] && listed[0].state == .ongoing)
        #expect(try world.partition.list { _, _ in true }.count == 2)
        let described = try world.partition.describe("busy")
        #expect(described.partitions.count == 2 && described.startTime == world.broker.now)
        #expect(try world.partition.describe("idle").producerID == idle.id)
        #expect(throws: TransactionError.notFound) { try world.partition.describe("none") }
    }
}
