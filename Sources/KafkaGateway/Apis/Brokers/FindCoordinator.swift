import Cluster
package import KafkaMessages
package import KafkaProtocol

/// FindCoordinator (key 10): which broker keeps a group or a transactional id.
///
/// The coordinator of a group is the leader of its partition of `__consumer_offsets`, that of a transactional
/// id of its partition of `__transaction_state`; looking for one makes that topic (G-1, G-2, T-20).
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
        guard context.version < 4 else {
            response.coordinators = request.coordinatorKeys.map { key in
                told(place(of: key, request.keyType, context), key)
            }
            return .reply(context.reply(response))
        }
        let answer = told(place(of: request.key, request.keyType, context), request.key)
        response.errorCode = answer.errorCode
        response.errorMessage = answer.errorMessage
        response.nodeId = answer.nodeId
        response.host = answer.host
        response.port = answer.port
        return .reply(context.reply(response))
    }

    /// The kinds of keys, numbered as on the wire.
    private enum KeyType: Int8 {
        case group = 0
        case transaction = 1
        case share = 2
    }

    private enum Place {
        case broker(NodeAddress)
        case nowhere(ErrorCode, String)
    }

    private static func place(
        of key: String, _ keyType: Int8, _ context: RequestContext
    ) -> Place {
        let isNotAvailable = Place.nowhere(
            .coordinatorNotAvailable, "The coordinator is not available.")
        switch KeyType(rawValue: keyType) {
        case .group:
            let leader = leader(of: TopicName.consumerOffsets, context) {
                GroupCoordinator.partition(of: key, count: $0)
            }
            return leader.map(Place.broker) ?? isNotAvailable
        case .transaction:
            let leader = leader(of: TopicName.transactionState, context) {
                TransactionCoordinator.partition(of: key, count: $0)
            }
            return leader.map(Place.broker) ?? isNotAvailable
        case .share where context.version >= 6:
            return .nowhere(.invalidRequest, "The share coordinator is not available.")
        case .share, nil:
            return .nowhere(.invalidRequest, "Unknown coordinator type: \(keyType)")
        }
    }

    /// Who leads the partition of a topic that `partition` tells from their number; nil where the topic
    /// is being made, or its partition has no leader.
    private static func leader(
        of name: String, _ context: RequestContext, partition: (_ count: Int32) -> Int32
    ) -> NodeAddress? {
        guard let topic = context.image.topics[name] else {
            // Whether it could be made shows with the next request.
            _ = try? context.broker.createAutomatically(name, now: context.loop.wallTime)
            return nil
        }
        let index = partition(Int32(topic.partitions.count))
        guard let leader = topic.partition(index)?.leader else { return nil }
        return context.addresses.first { $0.id == leader }
    }

    private static func told(_ place: Place, _ key: String) -> FindCoordinatorResponse.Coordinators
    {
        var told = FindCoordinatorResponse.Coordinators()
        told.key = key
        switch place {
        case .broker(let address):
            told.nodeId = address.id
            told.host = address.host
            told.port = address.port
        case .nowhere(let code, let message):
            told.nodeId = -1
            told.port = -1
            told.errorCode = code.rawValue
            told.errorMessage = message
        }
        return told
    }
}
