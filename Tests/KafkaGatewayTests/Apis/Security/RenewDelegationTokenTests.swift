import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct RenewDelegationTokenTests {
    @Test(arguments: RenewDelegationToken.versions)
    func `who has not logged in has no token`(version: Int16) throws {
        let response = try ApiWorld().ask(RenewDelegationToken.self, version: version)
        #expect(response.errorCode == ErrorCode.delegationTokenRequestNotAllowed.rawValue)
        #expect(response.expiryTimestampMs == -1)
    }
}
