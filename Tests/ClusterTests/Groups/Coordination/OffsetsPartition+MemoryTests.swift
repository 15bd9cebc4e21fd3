import Configuration
import KafkaProtocol
import LogEngine
import Syscalls
import Telemetry
import Testing

@testable import Cluster

@Suite struct OffsetsPartitionMemoryTests {
    /// The groups of this one may take 16 KiB, new ones a fifth less.
    private func narrow() throws -> CoordinatedWorld {
        try CoordinatedWorld(initialDelayMs: 0) { $0.memoryStateBytes = 64 << 10 }
    }

    private func entered(_ world: CoordinatedWorld) -> Int {
        world.broker.broker.memory[.groups]
    }

    @Test func `groups and offsets are entered, once they are loaded as well, until they go`()
        throws
    {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        #expect(entered(world) == 0)
        _ = try world.wait("a")
        let alone = entered(world)
        #expect(alone > 500)
        var request = CoordinatedWorld.request("a")
        request.memberID = "a-1"
        request.protocols = [("range", [UInt8](repeating: 1, count: 3000))]
        _ = try world.join(request)
        #expect(entered(world) == alone + 3000)
        _ = try world.partition.leave(
            [("a-1", nil)], of: "g",
            topics: world.broker.broker.topicDirectory(of: world.broker.broker.image),
            now: world.clock, wallTime: world.broker.now)
        for partition in 0..<10 as Range<Int32> { try world.commit(5, of: partition) }
        let kept = entered(world)
        #expect(kept > 10 * 150)
        try world.commit(6, of: 3)
        #expect(entered(world) == kept)
        world.broker.settle()
        try world.restart()
        #expect(entered(world) == kept)
        _ = try world.partition.delete("g", wallTime: world.broker.now)
        #expect(entered(world) == 0)
    }

    @Test func `what transactions have yet to commit is entered until they end`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(1)
        let before = entered(world)
        try world.commit(2, by: 7)
        #expect(entered(world) > before)
        try world.commit(3, of: 1, by: 7)
        try world.end(7, commits: false)
        #expect(entered(world) == before)
        try world.commit(2, by: 7, epoch: 1)
        try world.end(7, commits: true, epoch: 1)
        #expect(entered(world) == before)
        #expect(try world.fetched().number == 2)
    }

    @Test func `where the share is full newcomers are refused, and who is there goes on`() throws {
        let world = try narrow()
        var joined = 0
        #expect(throws: GroupError.memoryFull) {
            while true {
                var request = CoordinatedWorld.request("m\(joined)")
                request.protocols = [("range", [UInt8](repeating: 1, count: 1000))]
                _ = try world.join(request)
                joined += 1
            }
        }
        #expect(5...12 ~= joined)
        #expect(entered(world) <= 16 << 10)
        #expect(try world.partition.classicGroup("g")?.members.count == joined)
        var again = CoordinatedWorld.request("m0")
        again.memberID = "m0-1"
        again.protocols = [("range", [UInt8](repeating: 2, count: 1500))]
        _ = try world.join(again)
        again.protocols = [("range", [UInt8](repeating: 2, count: 8000))]
        #expect(throws: GroupError.memoryFull) { try world.join(again) }
        #expect(
            try world.partition.classicGroup("g")?.member("m0-1")?.protocols[0].metadata.count
                == 1500)
    }

    @Test func `ids that are given out count, however many are asked for`() throws {
        let world = try narrow()
        var request = CoordinatedWorld.request(String(repeating: "x", count: 1000))
        request.takesIDFirst = true
        for number in 0..<100 {
            request.freshSuffix = "\(number)"
            #expect(throws: GroupError.self) { try world.join(request) }
        }
        #expect(10 << 10...16 << 10 ~= entered(world))
        #expect(throws: GroupError.memoryFull) { try world.join(request) }
    }

    @Test func `where the share is full no further offset is kept, and those that are move on`()
        throws
    {
        let world = try narrow()
        func refusals(_ partitions: Range<Int32>, metadata: Int = 0) throws -> [GroupError?] {
            var request = CommitRequest()
            request.offsets = partitions.map { partition in
                var offset = CommittedOffset(offset: 8, commitTimestamp: world.broker.now)
                offset.metadata = String(repeating: "x", count: metadata)
                return (CoordinatedWorld.place(partition), offset)
            }
            return try world.partition.commit(
                request, for: "g", now: world.clock, wallTime: world.broker.now
            ).value
        }
        let first = try refusals(0..<100)
        #expect(first[..<50].allSatisfy { $0 == nil } && first.last == .offsetsFull)
        #expect(try refusals(0..<50).allSatisfy { $0 == nil })
        #expect(try world.fetched(99).number == nil)
        #expect(try refusals(0..<1, metadata: 1000) == [nil])
        #expect(try refusals(1..<20, metadata: 1000).last == .offsetsFull)
        #expect(entered(world) <= 16 << 10)
    }

    @Test func `a commit of which nothing is taken makes no group`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0) { $0.memoryStateBytes = 100 }
        try world.commit(5)
        #expect(try world.partition.list().isEmpty)
        #expect(entered(world) == 0)
    }

    @Test func `what the partition held is taken out when it goes elsewhere`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        #expect(entered(world) > 0)
        _ = try world.broker.broker.controller.deleteTopics(
            [.init(name: TopicName.consumerOffsets)], now: world.broker.now)
        world.broker.settle()
        #expect(entered(world) == 0)
    }
}
