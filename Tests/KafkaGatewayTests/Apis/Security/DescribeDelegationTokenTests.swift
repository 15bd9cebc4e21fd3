import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DescribeDelegationTokenTests {
    @Test(arguments: DescribeDelegationToken.versions)
    func `who has not logged in is shown no token`(version: Int16) throws {
        let response = try ApiWorld().ask(DescribeDelegationToken.self, version: version)
        #expect(response.errorCode == ErrorCode.delegationTokenRequestNotAllowed.rawValue)
        #expect(response.tokens.isEmpty)
    }
}
