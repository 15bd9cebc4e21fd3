import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct LeaveGroupTests {
    @Test func `an old client leaves for itself`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        for code in [ErrorCode.none, .unknownMemberId] {
            let left = try world.ask(LeaveGroup.self, version: 2) { request in
                request.groupId = "g"
                request.memberId = member
            }
            #expect(left.errorCode == code.rawValue)
            #expect(left.members.isEmpty)
        }
    }

    @Test func `each of those who are named has its code`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        let left = try world.ask(LeaveGroup.self) { request in
            request.groupId = "g"
            request.members = [.init("stranger"), .init(member), .init("", instance: "nobody")]
        }
        #expect(left.errorCode == 0)
        #expect(left.members.map(\.errorCode) == [25, 0, 25])
        #expect(left.members.map(\.memberId) == ["stranger", member, ""])
        let heartbeat = try world.ask(Heartbeat.self) { request in
            request.groupId = "g"
            request.memberId = member
            request.generationId = 1
        }
        #expect(heartbeat.errorCode == ErrorCode.unknownMemberId.rawValue)
    }

    @Test func `a static member goes by its instance id, but not under another's member id`()
        throws
    {
        let (world, _) = try ApiWorld.withClassicGroup(instance: "i")
        let left = try world.ask(LeaveGroup.self, version: 3) { request in
            request.groupId = "g"
            request.members = [.init("other", instance: "i"), .init("", instance: "i")]
        }
        #expect(left.members.map(\.errorCode) == [82, 0])
        #expect(left.members.map(\.groupInstanceId) == ["i", "i"])
    }

    @Test func `members of KIP-848 are taken out, too`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        let left = try world.ask(LeaveGroup.self) { request in
            request.groupId = "g"
            request.members = [.init("m1")]
        }
        #expect(left.members.map(\.errorCode) == [0])
    }

    @Test func `a group has a name`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        let refused = try world.ask(LeaveGroup.self) { $0.members = [.init("stranger")] }
        #expect(refused.errorCode == ErrorCode.invalidGroupId.rawValue)
    }
}

extension LeaveGroupRequest.Members {
    fileprivate init(_ member: String, instance: String? = nil) {
        self.init()
        memberId = member
        groupInstanceId = instance
    }
}
