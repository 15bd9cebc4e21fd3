package import KafkaMessages
package import KafkaProtocol

/// DescribeAcls (key 29): who may do what (KIP-140); see ``NoAuthorizer``.
///
/// - v1: patterns of names (KIP-290)
package enum DescribeAcls: Api {
    package static let key = ApiKey.describeAcls
    package static let versions: ClosedRange<Int16> = 1...3

    package static func begin(
        _ request: DescribeAclsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = DescribeAclsResponse()
        response.errorCode = NoAuthorizer.code
        response.errorMessage = NoAuthorizer.message
        return .reply(context.reply(response))
    }
}
