package import KafkaMessages
package import KafkaProtocol

/// CreateDelegationToken (key 38): makes a token that stands for whoever asks for it (KIP-48).
///
/// Only who has logged in may ask; here nobody has (S-16).
///
/// - v3: a token for somebody else (KIP-373)
package enum CreateDelegationToken: Api {
    package static let key = ApiKey.createDelegationToken
    package static let versions: ClosedRange<Int16> = 1...3

    package static func begin(
        _ request: CreateDelegationTokenRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        let isForOther = request.ownerPrincipalName?.isEmpty == false
        var response = CreateDelegationTokenResponse()
        response.errorCode = ErrorCode.delegationTokenRequestNotAllowed.rawValue
        response.tokenRequesterPrincipalType = NobodyInParticular.type
        response.tokenRequesterPrincipalName = NobodyInParticular.name
        response.principalType =
            isForOther ? request.ownerPrincipalType ?? "" : NobodyInParticular.type
        response.principalName =
            isForOther ? request.ownerPrincipalName ?? "" : NobodyInParticular.name
        response.issueTimestampMs = -1
        response.expiryTimestampMs = -1
        response.maxTimestampMs = -1
        return .reply(context.reply(response))
    }
}

/// Who sends requests without having logged in, as Kafka calls it.
private enum NobodyInParticular {
    static let type = "User"
    static let name = "ANONYMOUS"
}
