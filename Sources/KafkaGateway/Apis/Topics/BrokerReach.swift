import Cluster
import KafkaProtocol

/// How the brokers stand to a client, looked up once for all partitions of an answer: with 100,000
/// of them each reference that is counted shows.
struct BrokerReach {
    /// Of each broker that takes part, whether it can be reached on the client's listener.
    private let live: [Int32: Bool]
    private let unreachable: ErrorCode

    init(in context: RequestContext) {
        let listener = context.connection.listener
        live = context.image.brokers.filter { !$0.value.isFenced }
            .mapValues { $0.endpoint(named: listener) != nil }
        unreachable = context.version >= 6 ? .listenerNotFound : .leaderNotAvailable
    }

    /// Why this client cannot reach the leader: there is none (M-6), or not on its listener (M-7).
    func complaint(about leader: Int32) -> ErrorCode? {
        guard let isReachable = live[leader] else { return .leaderNotAvailable }
        return isReachable ? nil : unreachable
    }

    /// The brokers of a partition that do not take part, or not on the client's listener.
    func offlineReplicas(of partition: PartitionImage) -> [Int32] {
        partition.replicas.filter { live[$0] != true }
    }
}
