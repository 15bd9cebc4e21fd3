import Bytes
import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// Metadata (key 3): the brokers, and where the partitions of topics are.
///
/// - v4: whether a missing topic may be made
/// - v8: authorized operations (KIP-430)
/// - v10: topic ids; v12 looks topics up by them (KIP-516)
/// - v11: no more of the cluster's authorized operations (KIP-700)
/// - v13: an error for the whole answer (KIP-1102)
package enum Metadata: Api {
    package static let key = ApiKey.metadata
    package static let versions: ClosedRange<Int16> = 0...13

    typealias Entry = MetadataResponse.Topics

    package static func begin(
        _ request: MetadataRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        guard context.hasRoom(for: request.topics?.count ?? 0, each: 400) else { return .close }
        var response = MetadataResponse()
        response.clusterId = context.image.clusterID
        response.controllerId = context.controllerID
        response.brokers = context.addresses.map { address in
            var broker = MetadataResponse.Brokers()
            broker.nodeId = address.id
            broker.host = address.host
            broker.port = address.port
            broker.rack = address.rack
            return broker
        }
        response.topics = topics(request, in: context)
        if request.includeClusterAuthorizedOperations {
            response.clusterAuthorizedOperations = AuthorizedOperations.onCluster
        }
        if request.includeTopicAuthorizedOperations {
            for index in response.topics.indices where response.topics[index].errorCode == 0 {
                response.topics[index].topicAuthorizedOperations = AuthorizedOperations.onTopic
            }
        }
        return .reply(context.reply(response))
    }

    private static func topics(_ request: MetadataRequest, in context: RequestContext) -> [Entry] {
        let asksForAll =
            request.topics == nil || context.version == 0 && request.topics?.isEmpty == true
        let table = context.image.topics
        let reach = BrokerReach(in: context)
        guard let asked = request.topics, !asksForAll else {
            return table.sortedNames.compactMap { name in
                table[name].map { entry($0, reach) }
            }
        }
        // Below version 12 a topic cannot be asked for by its id (M-5).
        if context.version < 12, asked.contains(where: { $0.name == nil || !$0.topicId.isZero }) {
            return asked.map { refusal(.invalidRequest, name: $0.name ?? "", id: $0.topicId) }
        }
        var seen: Set<Asked> = []
        let entries =
            asked
            .filter { seen.insert(Asked(name: $0.name, id: $0.topicId)).inserted }
            .map { entry($0, table, reach) }
        if request.allowAutoTopicCreation { createMissing(entries, in: context) }
        return entries
    }

    /// A topic as a request names it: each is answered once, however often it is named.
    private struct Asked: Hashable {
        let name: String?
        let id: Uuid
    }

    private static func entry(
        _ asked: MetadataRequest.Topics, _ table: TopicTable, _ reach: BrokerReach
    ) -> Entry {
        // An id decides, whatever name stands beside it.
        guard let name = asked.name, asked.topicId.isZero else {
            guard let topic = table[asked.topicId] else {
                return refusal(.unknownTopicId, name: nil, id: asked.topicId)
            }
            return entry(topic, reach)
        }
        if let topic = table[name] { return entry(topic, reach) }
        let isLegal = TopicName.complaint(about: name) == nil
        return refusal(isLegal ? .unknownTopicOrPartition : .invalidTopicException, name: name)
    }

    private static func refusal(_ error: ErrorCode, name: String?, id: Uuid = .zero) -> Entry {
        var entry = Entry()
        entry.errorCode = error.rawValue
        entry.name = name
        entry.topicId = id
        entry.isInternal = name.map(TopicName.isInternal) ?? false
        return entry
    }

    /// So many topics are made for one request; the client has more made when it asks again.
    private static let mostCreated = 100

    /// Has the topics made that are not there; the client sees them when it asks again (M-2).
    ///
    /// What goes beyond the client's quota is made when it asks again later.
    private static func createMissing(_ entries: [Entry], in context: RequestContext) {
        guard context.loop.configuration.autoCreateTopicsEnable else { return }
        let missing = entries.lazy.filter {
            $0.errorCode == ErrorCode.unknownTopicOrPartition.rawValue
        }
        var context = context
        var allowance = context.allowance(strictFrom: 0)
        for name in missing.compactMap(\.name).prefix(mostCreated) {
            let decision = try? context.broker.createAutomatically(
                name, within: allowance, now: context.loop.wallTime)
            allowance = decision?.allowance ?? allowance
        }
        context.settle(allowance)
    }
}

// MARK: - A topic that is there

extension Metadata {
    private static func entry(_ topic: TopicImage, _ reach: BrokerReach) -> Entry {
        var entry = Entry()
        entry.name = topic.name
        entry.topicId = topic.id
        entry.isInternal = topic.isInternal
        entry.partitions = topic.partitions.enumerated().map { index, partition in
            self.partition(Int32(index), partition, reach)
        }
        return entry
    }

    private static func partition(
        _ index: Int32, _ image: PartitionImage, _ reach: BrokerReach
    ) -> Entry.Partitions {
        var partition = Entry.Partitions()
        partition.partitionIndex = index
        partition.leaderEpoch = image.leaderEpoch.rawValue
        partition.replicaNodes = image.replicas
        partition.isrNodes = image.isr
        partition.offlineReplicas = reach.offlineReplicas(of: image)
        partition.leaderId = image.leader
        if let error = reach.complaint(about: image.leader) {
            partition.leaderId = -1
            partition.errorCode = error.rawValue
        }
        return partition
    }
}
