import Bytes
import Cluster
import KafkaProtocol

/// A partition that this broker leads, or why it does not answer for it.
enum Route {
    case here(Replica)
    case refused(ErrorCode)
}

extension LoopContext {
    /// The topic that a request names, or why there is none.
    func find(_ topic: FetchTopic) -> Result<TopicImage, UnknownTopic> {
        switch topic {
        case .name(let name):
            image.topics[name].map { .success($0) }
                ?? .failure(UnknownTopic(code: .unknownTopicOrPartition))
        case .id(let id):
            image.topics[id].map { .success($0) } ?? .failure(UnknownTopic(code: .unknownTopicId))
        }
    }

    /// The replica of a partition, where this broker leads it: the image routes, the replica
    /// decides.
    func route(_ topic: TopicImage?, _ partition: Int32) -> Route {
        guard let topic, let image = topic.partition(partition) else {
            return .refused(.unknownTopicOrPartition)
        }
        guard image.leader == broker.nodeID,
            let replica = broker.replica(of: topic.id, partition)
        else { return .refused(.notLeaderOrFollower) }
        return .here(replica)
    }
}

/// There is no such topic, and the code that says so: by name or by identifier.
struct UnknownTopic: Error {
    let code: ErrorCode
}

extension RequestContext {
    /// Who leads a partition, for a client that was told with `error` that it knows it wrongly
    /// (KIP-951); nil for any other error.
    func leader(
        after error: ErrorCode, _ topic: FetchTopic, _ partition: Int32
    ) -> (id: Int32, epoch: LeaderEpoch)? {
        guard error == .notLeaderOrFollower || error == .fencedLeaderEpoch,
            case .success(let topic) = loop.find(topic), let image = topic.partition(partition)
        else { return nil }
        return (image.leader, image.leaderEpoch)
    }
}
