package import KafkaMessages
package import KafkaProtocol

/// SaslHandshake (key 17): chooses how to log in (KIP-43).
///
/// No listener here asks for a login, so that the request comes at the wrong time, and there is nothing
/// to choose from (S-5).
///
/// - v1: what follows travels in SaslAuthenticate (KIP-152)
package enum SaslHandshake: Api {
    package static let key = ApiKey.saslHandshake
    package static let versions: ClosedRange<Int16> = 0...1

    package static func begin(
        _ request: SaslHandshakeRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = SaslHandshakeResponse()
        response.errorCode = ErrorCode.illegalSaslState.rawValue
        return .reply(context.reply(response))
    }
}
