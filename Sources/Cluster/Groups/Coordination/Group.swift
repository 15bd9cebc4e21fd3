import KafkaMessages
import Syscalls

/// A group of either kind.
enum Group: Sendable {
    case classic(ClassicGroup)
    case consumer(ConsumerGroup)

    /// Whether nobody is in it.
    var isEmpty: Bool {
        switch self {
        case .classic(let group): group.state == .empty || group.state == .dead
        case .consumer(let group): group.members.isEmpty
        }
    }

    var stateName: String {
        switch self {
        case .classic(let group): group.state.name
        case .consumer(let group): group.stateName
        }
    }

    var nextDeadline: Instant {
        switch self {
        case .classic(let group): group.nextDeadline
        case .consumer(let group): group.nextDeadline
        }
    }

    /// The topics whose offsets are in use; nil where that cannot be told, so that all are.
    var subscribedTopics: Set<String>? {
        switch self {
        case .classic(let group): group.subscribedTopics
        case .consumer(let group): group.subscribedTopics
        }
    }

    /// What takes everything back that was written of the group, but its offsets.
    func tombstones(_ id: String) -> [CoordinatorRecord] {
        switch self {
        case .classic: [.classicGroup(id, nil)]
        case .consumer(let group): group.tombstones.map { .consumerGroup(id, $0) }
        }
    }
}

extension ClassicGroup {
    /// The topics that its members subscribe to; nil where their bytes do not tell.
    var subscribedTopics: Set<String>? {
        guard !members.isEmpty else { return [] }
        guard protocolType == ConsumerProtocol.type else { return nil }
        var topics: Set<String> = []
        for member in members {
            let metadata =
                protocolName.map { member.metadata(for: $0) } ?? member.protocols.first?.metadata
            guard let subscription = metadata.flatMap(ConsumerProtocol.subscription) else {
                return nil
            }
            topics.formUnion(subscription.topics)
        }
        return topics
    }
}
