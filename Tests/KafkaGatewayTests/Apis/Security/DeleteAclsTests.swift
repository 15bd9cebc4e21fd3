import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DeleteAclsTests {
    @Test(arguments: DeleteAcls.versions)
    func `without an authorizer no right is taken back, and each is told so`(
        version: Int16
    ) throws {
        let response = try ApiWorld().ask(DeleteAcls.self, version: version) {
            $0.filters = [.init(), .init()]
        }
        let code = ErrorCode.securityDisabled.rawValue
        #expect(response.filterResults.map(\.errorCode) == [code, code])
        #expect(response.filterResults.allSatisfy { $0.matchingAcls.isEmpty })
    }
}
