package import KafkaMessages
package import KafkaProtocol

/// DeleteAcls (key 31): takes back what was allowed or forbidden (KIP-140); see ``NoAuthorizer``.
///
/// - v1: patterns of names (KIP-290)
package enum DeleteAcls: Api {
    package static let key = ApiKey.deleteAcls
    package static let versions: ClosedRange<Int16> = 1...3

    package static func begin(
        _ request: DeleteAclsRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        guard context.hasRoom(for: request.filters.count, each: 200) else { return .close }
        var response = DeleteAclsResponse()
        response.filterResults = request.filters.map { _ in
            var result = DeleteAclsResponse.FilterResults()
            result.errorCode = NoAuthorizer.code
            result.errorMessage = NoAuthorizer.message
            return result
        }
        return .reply(context.reply(response))
    }
}
