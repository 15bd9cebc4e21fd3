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
        #expect(told.value[0].committed?.offset == 7)
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

/// A broker that coordinates one group, and the clocks in the test's hands.
private final class CoordinatedWorld {
    let broker: BrokerWorld
    private(set) var clock = Instant(nanoseconds: 1_000_000_000)
    private let mailbox: Mailbox<LoopLetter>

    init(initialDelayMs: Int64) throws {
        broker = try BrokerWorld { $0.groupInitialRebalanceDelayMs = initialDelayMs }
        mailbox = try Mailbox()
        try makeTopic()
    }

    /// The partition that coordinates the group `g`.
    var partition: OffsetsPartition {
        get throws { try broker.broker.groups.partition(of: "g", in: broker.broker.image) }
    }

    func makeTopic() throws {
        _ = try broker.broker.createAutomatically(TopicName.consumerOffsets, now: broker.now)
        broker.settle()
        tick()
    }

    static func request(_ client: String) -> JoinRequest {
        var request = JoinRequest()
        request.clientID = client
        request.freshSuffix = "1"
        request.sessionTimeoutMs = 10_000
        request.rebalanceTimeoutMs = 10_000
        request.protocolType = "consumer"
        request.protocols = [("range", [])]
        return request
    }

    /// Joins, where that is not answered at once.
    func wait(_ client: String) throws -> GroupTicket {
        guard case .later(let ticket) = try join(Self.request(client)) else { throw Answered() }
        return ticket
    }

    private struct Answered: Error {}

    @discardableResult
    func join(_ request: JoinRequest) throws -> GroupReply<JoinAnswer> {
        try partition.join(
            request, to: "g", topics: broker.broker.topicDirectory(of: broker.broker.image),
            now: clock, wallTime: broker.now)
    }

    func joined(_ ticket: GroupTicket) throws -> Result<JoinAnswer, GroupError>? {
        try partition.takeJoined(ticket, tell: mailbox)
    }

    func pass(milliseconds: Int64) {
        clock = clock.advanced(byMilliseconds: milliseconds)
        broker.wall += milliseconds
        tick()
    }

    private func tick() {
        broker.broker.tick(now: clock, wallTime: broker.now)
        broker.settle()
    }
}
