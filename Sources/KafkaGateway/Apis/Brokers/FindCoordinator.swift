package import KafkaMessages
package import KafkaProtocol

/// FindCoordinator (key 10): which broker keeps a group or a transactional id.
///
/// This broker keeps neither yet, so each key is answered with COORDINATOR_NOT_AVAILABLE, upon
/// which a client tries again.
///
/// - v1: kinds of keys
/// - v4: many keys (KIP-699)
/// - v6: share groups (KIP-932)
package enum FindCoordinator: Api {
    package static let key = ApiKey.findCoordinator
    package static let versions: ClosedRange<Int16> = 0...6

    package static func begin(
        _ request: FindCoordinatorRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = FindCoordinatorResponse()
        let (error, message) = answer(to: request.keyType, version: context.version)
        if context.version < 4 {
            response.errorCode = error.rawValue
            response.errorMessage = message
            response.nodeId = -1
            response.port = -1
        } else {
            response.coordinators = request.coordinatorKeys.map { key in
                var coordinator = FindCoordinatorResponse.Coordinators()
                coordinator.key = key
                coordinator.nodeId = -1
                coordinator.port = -1
                coordinator.errorCode = error.rawValue
                coordinator.errorMessage = message
                return coordinator
            }
        }
        return .reply(context.reply(response))
    }

    /// The kinds of keys, numbered as on the wire.
    private enum KeyType: Int8 {
        case group = 0
        case transaction = 1
        case share = 2
    }

    private static func answer(to keyType: Int8, version: Int16) -> (ErrorCode, String) {
        switch KeyType(rawValue: keyType) {
        case .group, .transaction:
            (.coordinatorNotAvailable, "The coordinator is not available.")
        case .share where version >= 6:
            (.invalidRequest, "The share coordinator is not available.")
        case .share, nil:
            (.invalidRequest, "Unknown coordinator type: \(keyType)")
        }
    }
}
