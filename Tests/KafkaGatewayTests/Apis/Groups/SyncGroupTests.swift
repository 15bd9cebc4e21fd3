import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct SyncGroupTests {
    /// A world with a leader and a follower in generation 2, which nobody has an assignment of yet.
    private func joined() throws -> (ApiWorld, leader: String, follower: String) {
        let (world, leader) = try ApiWorld.withClassicGroup()
        let newcomer = try world.beginJoin()
        _ = try world.answer(to: world.beginJoin(leader))
        return (world, leader, try world.answer(to: newcomer).memberId)
    }

    @Test func `the others wait for the leader, and each gets its share`() throws {
        let (world, leader, follower) = try joined()
        let waiting = try world.beginSync(follower, generation: 2)
        world.settle()
        #expect(waiting.waiting != nil)
        let led = try world.beginSync(
            leader, generation: 2, shares: [1, 2], of: [leader, follower])
        #expect(try world.answer(to: led).assignment == [1])
        #expect(try world.answer(to: waiting).assignment == [2])
    }

    @Test func `who asks again in a settled group is told again`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        for version in SyncGroup.versions {
            let again = try world.answer(
                to: world.beginSync(member, version: version) {
                    $0.protocolType = "consumer"
                    $0.protocolName = "range"
                })
            #expect(again.errorCode == 0)
            #expect(again.assignment == [7])
            #expect(again.protocolName == (version >= 5 ? "range" : nil))
        }
    }

    @Test func `who syncs with another generation, group or protocol is refused`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        func refusal(
            _ member: String, generation: Int32 = 1, version: Int16 = 3,
            _ change: (inout SyncGroupRequest) -> Void = { _ in }
        ) throws -> Int16 {
            try world.answer(
                to: world.beginSync(member, generation: generation, version: version, change)
            ).errorCode
        }
        #expect(
            try refusal(member, generation: 2) == ErrorCode.illegalGeneration.rawValue)
        #expect(try refusal("stranger") == ErrorCode.unknownMemberId.rawValue)
        #expect(try refusal(member) { $0.groupId = "h" } == ErrorCode.unknownMemberId.rawValue)
        #expect(try refusal(member) { $0.groupId = "" } == ErrorCode.invalidGroupId.rawValue)
        let inconsistent = ErrorCode.inconsistentGroupProtocol.rawValue
        #expect(try refusal(member, version: 5) == inconsistent)
        #expect(
            try refusal(member, version: 5) {
                $0.protocolType = "consumer"
                $0.protocolName = "other"
            } == inconsistent)
    }

    @Test func `who syncs while others join must join again`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        _ = try world.beginJoin()
        let refused = try world.answer(to: world.beginSync(member))
        #expect(refused.errorCode == ErrorCode.rebalanceInProgress.rawValue)
    }
}
