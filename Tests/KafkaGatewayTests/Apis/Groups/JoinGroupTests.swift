import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct JoinGroupTests {
    @Test func `an old client is a member at once`() throws {
        let world = try ApiWorld.withCoordinator()
        let joined = try world.answer(to: world.beginJoin(version: 0))
        #expect(joined.errorCode == 0)
        #expect(joined.generationId == 1)
        #expect(joined.memberId.hasPrefix("test-"))
        #expect(joined.leader == joined.memberId)
        #expect(joined.protocolName == "range")
    }

    @Test func `a newcomer is given its id first, and joins with it`() throws {
        let world = try ApiWorld.withCoordinator()
        let first = try world.answer(to: world.beginJoin(version: 9))
        #expect(first.errorCode == ErrorCode.memberIdRequired.rawValue)
        #expect(first.memberId.hasPrefix("test-"))
        let joined = try world.answer(to: world.beginJoin(first.memberId, version: 9))
        #expect(joined.errorCode == 0)
        #expect(joined.memberId == first.memberId)
        #expect(joined.protocolType == "consumer")
    }

    @Test func `the leader alone is told who is in`() throws {
        let (world, leader) = try ApiWorld.withClassicGroup()
        let newcomer = try world.beginJoin()
        #expect(newcomer.waiting != nil)
        let led = try world.answer(to: world.beginJoin(leader))
        let followed = try world.answer(to: newcomer)
        #expect(led.generationId == 2 && followed.generationId == 2)
        #expect(followed.leader == leader)
        #expect(Set(led.members.map(\.memberId)) == [leader, followed.memberId])
        #expect(led.members.allSatisfy { $0.metadata == ApiWorld.subscription(to: "t") })
        #expect(followed.members.isEmpty)
    }

    @Test func `a static leader that returns keeps its assignment`() throws {
        let (world, old) = try ApiWorld.withClassicGroup(instance: "i")
        let next = try world.answer(to: world.beginJoin(instance: "i"))
        #expect(next.generationId == 1)
        #expect(next.memberId != old)
        #expect(next.leader == next.memberId && next.skipAssignment)
    }

    @Test func `who cannot be in the group is told why`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        func refusal(
            _ member: String = "", _ change: (inout JoinGroupRequest) -> Void
        ) throws -> Int16 {
            try world.answer(to: world.beginJoin(member, change)).errorCode
        }
        #expect(try refusal { $0.groupId = "" } == ErrorCode.invalidGroupId.rawValue)
        #expect(try refusal("stranger") { _ in } == ErrorCode.unknownMemberId.rawValue)
        #expect(
            try refusal("stranger") { $0.groupId = "h" } == ErrorCode.unknownMemberId.rawValue)
        #expect(
            try refusal { $0.sessionTimeoutMs = 5999 } == ErrorCode.invalidSessionTimeout.rawValue)
        let inconsistent = ErrorCode.inconsistentGroupProtocol.rawValue
        #expect(try refusal { $0.protocols = [] } == inconsistent)
        #expect(try refusal { $0.protocols[0].name = "other" } == inconsistent)
        #expect(try refusal { $0.protocolType = "connect" } == inconsistent)
    }

    @Test func `a full group takes nobody in`() throws {
        let world = try ApiWorld.withCoordinator { $0.groupMaxSize = 1 }
        #expect(try world.answer(to: world.beginJoin()).errorCode == 0)
        let late = try world.answer(to: world.beginJoin())
        #expect(late.errorCode == ErrorCode.groupMaxSizeReached.rawValue)
        #expect(late.memberId.isEmpty)
    }

    @Test func `a refusal names no protocol`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        for (version, name) in [(Int16(6), ""), (7, nil)] as [(Int16, String?)] {
            let refusal = try world.answer(to: world.beginJoin("stranger", version: version))
            #expect(refusal.generationId == -1)
            #expect(refusal.protocolName == name)
        }
    }
}
