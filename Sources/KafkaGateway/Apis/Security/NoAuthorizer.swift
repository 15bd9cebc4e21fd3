import KafkaProtocol

/// What those are told who ask for rights or set them: nobody is refused anything here, so that there
/// are none (S-13).
enum NoAuthorizer {
    static let code = ErrorCode.securityDisabled.rawValue
    static let message = "No Authorizer is configured on the broker."
}
