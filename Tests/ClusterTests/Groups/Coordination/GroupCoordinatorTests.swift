import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import Cluster

@Suite struct GroupCoordinatorTests {
    @Test func `a partition whose log is damaged has no coordinator, and is told of once`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        let groups = try world.restartUnread { $0[$0.count - 1] ^= 1 }
        let news = groups.load(now: world.clock)
        guard case .damaged(at: .zero, .wrongChecksum)? = news.first?.failure else {
            Issue.record("told \(news.map { "\($0.failure as Any)" })")
            return
        }
        #expect(news.count == 1)
        #expect(throws: GroupError.notCoordinator) { try world.fetched() }
        #expect(throws: GroupError.notCoordinator) { try world.commit(6) }
        #expect(groups.load(now: world.clock.advanced(byMilliseconds: 10_000)).isEmpty)
    }

    @Test func `a load that failed is tried again, ever more seldom, until it succeeds`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        let groups = try world.restartUnread { $0[$0.count - 1] ^= 1 }
        #expect(groups.mustLoad)
        #expect(groups.load(now: world.clock).count == 1)
        #expect(!groups.mustLoad)
        _ = groups.load(now: world.clock.advanced(byMilliseconds: 1000))
        try world.corrupt { $0[$0.count - 1] ^= 1 }
        #expect(groups.load(now: world.clock.advanced(byMilliseconds: 2999)).isEmpty)
        #expect(throws: GroupError.notCoordinator) { try world.fetched() }
        let news = groups.load(now: world.clock.advanced(byMilliseconds: 3000))
        #expect(news.map(\.failure) == [nil])
        #expect(try world.fetched().number == 5)
    }

    @Test func `what is dropped while it cannot be loaded is not tried again`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        let groups = try world.restartUnread { $0[$0.count - 1] ^= 1 }
        #expect(groups.load(now: world.clock).count == 1)
        _ = try world.broker.broker.controller.deleteTopics(
            [.init(name: TopicName.consumerOffsets)], now: world.broker.now)
        world.broker.settle()
        #expect(groups.load(now: world.clock.advanced(byMilliseconds: 60_000)).isEmpty)
        try world.makeTopic()
        #expect(try world.fetched() == .nothing)
    }
}
