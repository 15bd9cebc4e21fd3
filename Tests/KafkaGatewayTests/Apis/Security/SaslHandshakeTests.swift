import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct SaslHandshakeTests {
    @Test(arguments: SaslHandshake.versions)
    func `a listener without SASL offers no mechanism`(version: Int16) throws {
        let response = try ApiWorld().ask(SaslHandshake.self, version: version) {
            $0.mechanism = "PLAIN"
        }
        #expect(response.errorCode == ErrorCode.illegalSaslState.rawValue)
        #expect(response.mechanisms.isEmpty)
    }
}
