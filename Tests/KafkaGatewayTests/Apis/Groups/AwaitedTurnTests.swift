import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct AwaitedTurnTests {
    /// A world with a member that waits for its group's first rebalance to end.
    private func waiting() throws -> (ApiWorld, ApiWorld.Held<JoinGroupResponse>) {
        let world = try ApiWorld { $0.groupInitialRebalanceDelayMs = 10_000 }
        _ = try world.ask(FindCoordinator.self, version: 3) { $0.key = "g" }
        world.settle()
        let held = try world.begin(JoinGroup.self, version: 3) { request in
            request.groupId = "g"
            request.sessionTimeoutMs = 10_000
            request.rebalanceTimeoutMs = 10_000
            request.protocolType = "consumer"
            var range = JoinGroupRequest.Protocols()
            range.name = "range"
            request.protocols = [range]
        }
        #expect(held.waiting != nil)
        return (world, held)
    }

    private func waitingCount(_ world: ApiWorld) -> Int {
        world.broker.groups.all.reduce(0) { $0 + $1.waitingCount }
    }

    @Test func `a connection that ends leaves nothing behind`() throws {
        let (world, held) = try waiting()
        #expect(waitingCount(world) == 1)
        held.waiting?.abandon()
        #expect(waitingCount(world) == 0)
        world.pass(milliseconds: 10_000)
        world.settle()
        #expect(waitingCount(world) == 0)
    }

    @Test func `a broker that stops answers who waits for others`() throws {
        let (world, held) = try waiting()
        world.context.now = .distantFuture
        try world.proceed(held)
        #expect(held.answer?.errorCode == ErrorCode.coordinatorNotAvailable.rawValue)
        #expect(waitingCount(world) == 0)
    }

    @Test func `the answer comes when the rebalance ends`() throws {
        let (world, held) = try waiting()
        world.pass(milliseconds: 10_000)
        world.settle()
        try world.proceed(held)
        #expect(held.answer?.errorCode == 0)
        #expect(held.answer?.generationId == 1)
        #expect(waitingCount(world) == 0)
    }
}
