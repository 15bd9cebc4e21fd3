package import KafkaMessages
package import KafkaProtocol

/// SaslAuthenticate (key 36): carries what is said while a client logs in (KIP-152).
///
/// No listener here asks for a login, so that the request comes at the wrong time (S-5).
///
/// - v1: how long the login holds (KIP-368)
package enum SaslAuthenticate: Api {
    package static let key = ApiKey.saslAuthenticate
    package static let versions: ClosedRange<Int16> = 0...2

    package static func begin(
        _ request: SaslAuthenticateRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = SaslAuthenticateResponse()
        response.errorCode = ErrorCode.illegalSaslState.rawValue
        response.errorMessage = "This listener asks for no login: use it without SASL."
        return .reply(context.reply(response))
    }
}
