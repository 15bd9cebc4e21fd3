package import KafkaMessages
package import KafkaProtocol

/// RenewDelegationToken (key 39): has a token hold for longer (KIP-48).
///
/// Only who has logged in may ask; here nobody has (S-16).
package enum RenewDelegationToken: Api {
    package static let key = ApiKey.renewDelegationToken
    package static let versions: ClosedRange<Int16> = 1...2

    package static func begin(
        _ request: RenewDelegationTokenRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = RenewDelegationTokenResponse()
        response.errorCode = ErrorCode.delegationTokenRequestNotAllowed.rawValue
        response.expiryTimestampMs = -1
        return .reply(context.reply(response))
    }
}
