import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct CreateDelegationTokenTests {
    @Test(arguments: CreateDelegationToken.versions)
    func `who has not logged in gets no token`(version: Int16) throws {
        let world = try ApiWorld()
        let own = try world.ask(CreateDelegationToken.self, version: version)
        #expect(own.errorCode == ErrorCode.delegationTokenRequestNotAllowed.rawValue)
        #expect((own.principalType, own.principalName) == ("User", "ANONYMOUS"))
        #expect(own.tokenId.isEmpty && own.hmac.isEmpty && own.expiryTimestampMs == -1)
        guard version >= 3 else { return }
        let other = try world.ask(CreateDelegationToken.self, version: version) { request in
            request.ownerPrincipalType = "User"
            request.ownerPrincipalName = "a"
        }
        #expect(other.principalName == "a" && other.tokenRequesterPrincipalName == "ANONYMOUS")
    }
}
