package import KafkaMessages
package import KafkaProtocol

/// DescribeDelegationToken (key 41): the tokens that there are (KIP-48).
///
/// Only who has logged in may ask; here nobody has (S-16).
///
/// - v3: who asked for each (KIP-373)
package enum DescribeDelegationToken: Api {
    package static let key = ApiKey.describeDelegationToken
    package static let versions: ClosedRange<Int16> = 1...3

    package static func begin(
        _ request: DescribeDelegationTokenRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = DescribeDelegationTokenResponse()
        response.errorCode = ErrorCode.delegationTokenRequestNotAllowed.rawValue
        return .reply(context.reply(response))
    }
}
