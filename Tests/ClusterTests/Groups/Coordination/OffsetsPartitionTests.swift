import Configuration
import EventLoop
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import Cluster

@Suite struct OffsetsPartitionTests {
    @Test func `an answer whose connection is gone is not kept`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 1000)
        let gone = try world.wait("a")
        let there = try world.wait("b")
        try world.partition.abandon(gone)
        world.pass(milliseconds: 1100)
        world.pass(milliseconds: 1100)
        #expect(try world.partition.waitingCount == 1)
        #expect(try world.joined(there)?.get().generation == 1)
        #expect(try world.partition.waitingCount == 0)
    }

    @Test func `whoever waits when the partition goes elsewhere is told to look there`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 1000)
        let ticket = try world.wait("a")
        #expect(try world.joined(ticket) == nil)
        try world.partition.close()
        #expect(throws: GroupError.notCoordinator) { try world.joined(ticket)?.get() }
        #expect(try world.partition.waitingCount == 0)
    }

    @Test func `a join that is refused leaves no group behind`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        var request = JoinRequest()
        request.sessionTimeoutMs = 10_000
        #expect(throws: GroupError.inconsistentProtocol) { try world.join(request) }
        #expect(try world.partition.list().isEmpty)
    }

    @Test func `an id that nobody joins with is forgotten, and its group with it`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        var request = CoordinatedWorld.request("a")
        request.takesIDFirst = true
        #expect(throws: GroupError.self) { try world.join(request) }
        #expect(try world.partition.list().count == 1)
        world.pass(milliseconds: 10_001)
        #expect(try world.partition.list().isEmpty)
    }

    @Test func `what a group has committed may be told when it is on the disk`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        let place = TopicPartition(topic: "t", partition: PartitionIndex(rawValue: 0))
        var request = CommitRequest()
        request.offsets = [(place, CommittedOffset(offset: 7, commitTimestamp: world.broker.now))]
        _ = try world.partition.commit(
            request, for: "g", now: world.clock, wallTime: world.broker.now)
        let told = try world.partition.committed(
            by: "g", memberID: nil, memberEpoch: -1, of: [place])
        #expect(told.value.map(\.offset.number) == [7])
        #expect(try told.goal > world.partition.replica.status.highWatermark)
        world.broker.settle()
        #expect(try told.goal == world.partition.replica.status.highWatermark)
    }

    @Test func `when the topic of offsets is made anew its groups begin anew`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        let old = try world.partition
        let broker = world.broker.broker
        _ = try broker.controller.deleteTopics(
            [.init(name: TopicName.consumerOffsets)], now: world.broker.now)
        world.broker.settle()
        #expect(throws: GroupError.notCoordinator) { try old.list() }
        try world.makeTopic()
        #expect(try world.partition !== old)
        #expect(try world.partition.list().isEmpty)
    }
}
