import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct SaslAuthenticateTests {
    @Test(arguments: SaslAuthenticate.versions)
    func `a listener without SASL takes no login`(version: Int16) throws {
        let response = try ApiWorld().ask(SaslAuthenticate.self, version: version)
        #expect(response.errorCode == ErrorCode.illegalSaslState.rawValue)
        #expect(response.errorMessage?.isEmpty == false)
        #expect(response.authBytes.isEmpty && response.sessionLifetimeMs == 0)
    }
}
