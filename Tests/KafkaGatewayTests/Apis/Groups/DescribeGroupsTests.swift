import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DescribeGroupsTests {
    private func describe(
        _ id: String, in world: ApiWorld, version: Int16 = 6, operations: Bool = false
    ) throws -> DescribeGroupsResponse.Groups {
        try world.ask(DescribeGroups.self, version: version) { request in
            request.groups = [id]
            request.includeAuthorizedOperations = operations
        }.groups[0]
    }

    @Test(arguments: [Int16(0), 4, 6])
    func `a settled group is shown with its members`(version: Int16) throws {
        let (world, member) = try ApiWorld.withClassicGroup(instance: "i")
        let group = try describe("g", in: world, version: version)
        #expect(group.errorCode == 0)
        #expect(group.groupState == "Stable")
        #expect(group.protocolType == "consumer")
        #expect(group.protocolData == "range")
        #expect(group.members.map(\.memberId) == [member])
        #expect(group.members[0].groupInstanceId == (version >= 4 ? "i" : nil))
        #expect(group.members[0].clientId == "test")
        #expect(group.members[0].clientHost == "/127.0.0.1")
        #expect(group.members[0].memberMetadata == ApiWorld.subscription(to: "t"))
        #expect(group.members[0].memberAssignment == [7])
        #expect(group.authorizedOperations == .min)
    }

    @Test func `until everybody is in, nothing is shown of the last generation`() throws {
        let (world, member) = try ApiWorld.withClassicGroup()
        let newcomer = try world.beginJoin()
        let joining = try describe("g", in: world)
        #expect(joining.groupState == "PreparingRebalance")
        #expect(joining.protocolData.isEmpty)
        #expect(joining.members.allSatisfy { $0.memberAssignment.isEmpty })
        _ = try world.answer(to: world.beginJoin(member))
        _ = try world.answer(to: newcomer)
        #expect(try describe("g", in: world).groupState == "CompletingRebalance")
    }

    @Test func `what may be done with a group is told to whom asks`() throws {
        let (world, _) = try ApiWorld.withClassicGroup()
        let group = try describe("g", in: world, version: 3, operations: true)
        #expect(group.authorizedOperations == AuthorizedOperations.onGroup)
    }

    @Test func `an unknown group is dead, and since version 6 an error`() throws {
        let world = try ApiWorld.withCoordinator()
        for version in [Int16(5), 6] {
            let group = try describe("h", in: world, version: version)
            #expect(group.groupState == "Dead")
            #expect(group.errorCode == (version < 6 ? 0 : ErrorCode.groupIdNotFound.rawValue))
        }
        #expect(try describe("", in: world).errorCode == ErrorCode.groupIdNotFound.rawValue)
    }

    @Test func `a group of KIP-848 is described elsewhere`() throws {
        let (world, _) = try ApiWorld.withConsumerGroup()
        #expect(try describe("g", in: world).errorCode == ErrorCode.groupIdNotFound.rawValue)
    }
}
