package import KafkaMessages
package import KafkaProtocol

/// ExpireDelegationToken (key 40): has a token hold for less long, or no more (KIP-48).
///
/// Only who has logged in may ask; here nobody has (S-16).
package enum ExpireDelegationToken: Api {
    package static let key = ApiKey.expireDelegationToken
    package static let versions: ClosedRange<Int16> = 1...2

    package static func begin(
        _ request: ExpireDelegationTokenRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = ExpireDelegationTokenResponse()
        response.errorCode = ErrorCode.delegationTokenRequestNotAllowed.rawValue
        response.expiryTimestampMs = -1
        return .reply(context.reply(response))
    }
}
