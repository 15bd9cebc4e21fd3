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

    /// Joins a group with so many bytes of metadata.
    private func join(
        _ world: CoordinatedWorld, _ client: String, to group: String, as member: String = "",
        bytes: Int
    ) throws {
        var request = CoordinatedWorld.request(client)
        request.memberID = member
        request.protocols = [("range", [UInt8](repeating: 1, count: bytes))]
        _ = try world.partition.join(
            request, to: group,
            topics: world.broker.broker.topicDirectory(of: world.broker.broker.image),
            now: world.clock, wallTime: world.broker.now)
    }

    @Test func `where the share is full newcomers are refused, and who is there goes on`() throws {
        let world = try narrow()
        try join(world, "m", to: "g", bytes: 1000)
        var joined = 0
        #expect(throws: GroupError.memoryFull) {
            while true {
                try join(world, "n", to: "group-\(joined)", bytes: 1000)
                joined += 1
            }
        }
        #expect(3...9 ~= joined)
        #expect(entered(world) <= (16 << 10) / 5 * 4)
        #expect(try world.partition.list().count == joined + 1)
        try join(world, "m", to: "g", as: "m-1", bytes: 1500)
        #expect(throws: GroupError.memoryFull) {
            try join(world, "m", to: "g", as: "m-1", bytes: 8000)
        }
        #expect(
            try world.partition.classicGroup("g")?.member("m-1")?.protocols[0].metadata.count
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
        let first = try refusals(world, 0..<100)
        #expect(first[..<50].allSatisfy { $0 == nil } && first.last == .offsetsFull)
        #expect(try refusals(world, 0..<50).allSatisfy { $0 == nil })
        #expect(try world.fetched(99).number == nil)
        #expect(try refusals(world, 0..<1, metadata: 200) == [nil])
        #expect(try refusals(world, 1..<50, metadata: 200).last == .offsetsFull)
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

    /// Commits an offset of each partition, with so many letters of metadata.
    private func refusals(
        _ world: CoordinatedWorld, _ partitions: Range<Int32>, metadata: Int = 0,
        of group: String = "g", by producer: Int64? = nil
    ) throws -> [GroupError?] {
        var request = CommitRequest()
        request.offsets = partitions.map { partition in
            var offset = CommittedOffset(offset: 8, commitTimestamp: world.broker.now)
            offset.metadata = String(repeating: "x", count: metadata)
            return (CoordinatedWorld.place(partition), offset)
        }
        return try world.partition.commit(
            request, for: group, in: producer.map { try world.begin($0) }, now: world.clock,
            wallTime: world.broker.now
        ).value
    }

    @Test func `what was loaded may grow by a fifth, however small the share has become`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        #expect(try refusals(world, 0..<500).allSatisfy { $0 == nil })
        let loaded = entered(world)
        world.broker.settle()
        world.broker.configuration.memoryStateBytes = 64 << 10
        try world.restart()
        #expect(entered(world) == loaded && loaded > 16 << 10)
        #expect(try refusals(world, 0..<50, metadata: 100).allSatisfy { $0 == nil })
        #expect(try refusals(world, 500..<501) == [.offsetsFull])
        #expect(try refusals(world, 50..<400, metadata: 100).last == .offsetsFull)
        #expect(entered(world) <= loaded / 5 * 6)
    }

    @Test func `where new groups are refused a member still joins one that is known`() throws {
        let world = try narrow()
        try world.commit(5)
        #expect(try refusals(world, 0..<100, of: "other").last == .offsetsFull)
        #expect(throws: GroupError.memoryFull) {
            try join(world, "new", to: "unheard of", bytes: 0)
        }
        _ = try world.wait("known")
        #expect(try world.partition.classicGroup("g")?.members.count == 1)
        #expect(entered(world) <= 16 << 10)
    }

    @Test func `long metadata is new, in whatever steps it comes`() throws {
        let world = try narrow()
        try world.commit(5)
        #expect(try refusals(world, 0..<100).last == .offsetsFull)
        #expect(try refusals(world, 0..<1, metadata: 256) == [nil])
        #expect(try refusals(world, 0..<1, metadata: 4000) == [.offsetsFull])
        #expect(try refusals(world, 0..<1, metadata: 300) == [.offsetsFull])
        #expect(try refusals(world, 0..<1, metadata: 200) == [nil])
    }

    @Test func `an offset that the group has committed is not new to a transaction`() throws {
        let world = try narrow()
        try world.commit(5)
        #expect(try refusals(world, 0..<100).last == .offsetsFull)
        #expect(try refusals(world, 0..<1, by: 7) == [nil])
        #expect(try refusals(world, 99..<100, by: 7) == [.offsetsFull])
    }
}
