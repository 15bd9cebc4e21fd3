package import KafkaMessages
package import KafkaProtocol

/// CreateAcls (key 30): allows or forbids something (KIP-140); see ``NoAuthorizer``.
///
/// - v1: patterns of names (KIP-290)
package enum CreateAcls: Api {
    package static let key = ApiKey.createAcls
    package static let versions: ClosedRange<Int16> = 1...3

    package static func begin(
        _ request: CreateAclsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        guard context.hasRoom(for: request.creations.count, each: 200) else { return .close }
        var response = CreateAclsResponse()
        response.results = request.creations.map { _ in
            var result = CreateAclsResponse.Results()
            result.errorCode = NoAuthorizer.code
            result.errorMessage = NoAuthorizer.message
            return result
        }
        return .reply(context.reply(response))
    }
}
