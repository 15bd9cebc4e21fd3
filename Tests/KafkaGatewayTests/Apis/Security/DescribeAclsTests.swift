import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DescribeAclsTests {
    @Test(arguments: DescribeAcls.versions)
    func `without an authorizer there are no rights to show`(version: Int16) throws {
        let response = try ApiWorld().ask(DescribeAcls.self, version: version)
        #expect(response.errorCode == ErrorCode.securityDisabled.rawValue)
        #expect(response.errorMessage == NoAuthorizer.message)
        #expect(response.resources.isEmpty)
    }
}
