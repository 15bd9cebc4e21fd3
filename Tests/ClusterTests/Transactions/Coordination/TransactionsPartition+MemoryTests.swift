import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Telemetry
import Testing

@testable import Cluster

@Suite struct TransactionsPartitionMemoryTests {
    private func entered(_ world: TransactedWorld) -> Int {
        world.broker.broker.memory[.transactions]
    }

    @Test func `transactional ids are entered with their partitions, also when they are loaded`()
        throws
    {
        let world = try TransactedWorld()
        #expect(entered(world) == 0)
        let producer = try world.begin()
        let alone = entered(world)
        #expect(alone > 300)
        try world.add([0, 1], by: producer)
        let both = entered(world)
        #expect(both >= alone + 150)
        try world.crash(.kill)
        #expect(entered(world) == both)
        let next = try world.begin("y")
        #expect(entered(world) > both)
        _ = next
        try world.partition.close()
        #expect(entered(world) == 0)
    }

    @Test func `where the share is full new ids are refused, and known ones go on`() throws {
        let world = try TransactedWorld { $0.memoryStateBytes = 128 << 10 }
        let first = try world.begin()
        var begun = 1
        #expect(throws: TransactionError.memoryFull) {
            while true {
                _ = try world.begin("id-\(begun)")
                begun += 1
            }
        }
        #expect(40...80 ~= begun)
        #expect(entered(world) <= (32 << 10) / 5 * 4)
        try world.add([0, 1], by: first)
        _ = try world.end(by: first, commits: true)
        world.finish()
        #expect(try world.begin().epoch > first.epoch)
    }

    @Test func `ids that were loaded grow by a fifth, however small the share has become`() throws {
        let world = try TransactedWorld()
        let first = try world.begin()
        for number in 0..<40 { _ = try world.begin("id-\(number)") }
        let loaded = entered(world)
        world.broker.configuration.memoryStateBytes = 32 << 10
        try world.crash(.kill)
        #expect(entered(world) == loaded && loaded > 8 << 10)
        try world.add([0, 1], by: first)
        #expect(throws: TransactionError.memoryFull) { try world.begin("new") }
    }
}
