import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct CreateAclsTests {
    @Test(arguments: CreateAcls.versions)
    func `without an authorizer no right is made, and each is told so`(version: Int16) throws {
        let response = try ApiWorld().ask(CreateAcls.self, version: version) {
            $0.creations = [.init(), .init()]
        }
        let code = ErrorCode.securityDisabled.rawValue
        #expect(response.results.map(\.errorCode) == [code, code])
    }
}
