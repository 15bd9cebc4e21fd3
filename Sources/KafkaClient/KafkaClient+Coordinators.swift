import KafkaMessages
import KafkaProtocol

/// What brokers coordinate, numbered as on the wire.
package enum Coordinated: Int8, Sendable {
    case group = 0
    case transaction = 1

    /// What one calls such a thing.
    fileprivate var noun: String {
        switch self {
        case .group: "group"
        case .transaction: "transactional id"
        }
    }
}

extension KafkaClient {
    /// The broker that coordinates a group or a transactional id; what passes by itself is tried again.
    package func coordinator(
        of kind: Coordinated, _ key: String
    ) throws(ClientError) -> Int32 {
        try retrying { () throws(ClientError) in
            var request = FindCoordinatorRequest()
            request.key = key
            request.keyType = kind.rawValue
            request.coordinatorKeys = [key]
            let response = try ask(request)
            if let found = response.coordinators.first {
                try check(found.errorCode, "\(kind.noun) \(key)", found.errorMessage)
                return found.nodeId
            }
            try check(response.errorCode, "\(kind.noun) \(key)", response.errorMessage)
            return response.nodeId
        }
    }
}
