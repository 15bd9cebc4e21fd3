package import Bytes
package import Configuration
package import KafkaProtocol

/// What the cluster knows at one offset of the metadata log: an immutable value, replaced whole.
///
/// It is made by replay of the log's records (`MetadataImage+Replay.swift`), on every broker the
/// same way. Each event loop holds the image that it was last mailed, so reading it needs no lock.
package struct MetadataImage: Sendable {
    /// The cluster's identifier, the same on all brokers (M-9).
    package let clusterID: String
    /// The offset of the last record that it holds; -1 for none.
    package internal(set) var offset = Offset(rawValue: -1)
    /// The epoch of the metadata log in which that record was written.
    package internal(set) var epoch = LeaderEpoch(rawValue: -1)
    /// The broker that decides about metadata; -1 for none.
    package internal(set) var controllerID: Int32 = -1
    package internal(set) var brokers: [Int32: BrokerImage] = [:]
    package internal(set) var topics = TopicTable()
    /// What is set, by resource and name; only what differs from the default is there.
    package private(set) var configs = ShardedTable<ConfigResource, [String: String]>()
    /// About what ``configs`` take, in bytes.
    private(set) var configsByteCount = 0
    /// What clients may use.
    package internal(set) var quotas = ClientQuotas()
    /// The finalized level of each feature.
    package internal(set) var features: [String: Int16] = [:]
    /// The first producer id that was given to no broker.
    package internal(set) var nextProducerID: Int64 = 0

    /// An image of nothing.
    package init(clusterID: String) {
        self.clusterID = clusterID
    }

    /// The brokers that take part, by ascending id.
    package var liveBrokers: [BrokerImage] {
        brokers.values.filter { !$0.isFenced }.sorted { $0.id < $1.id }
    }

    /// What is set for a resource.
    package func overrides(of resource: ConfigResource) -> [String: String] {
        configs[resource] ?? [:]
    }

    /// Sets what is set for a resource.
    mutating func set(_ values: [String: String], for resource: ConfigResource) {
        configsByteCount -= resource.byteCount(of: overrides(of: resource))
        configsByteCount += resource.byteCount(of: values)
        configs[resource] = values.isEmpty ? nil : values
    }

    /// What is set for a broker, from its own dynamic configs down to what it was started with.
    package func layers(ofBroker id: Int32, given: [String: String]) -> BrokerLayers {
        BrokerLayers(
            broker: overrides(of: .broker(id)), cluster: overrides(of: .allBrokers), given: given)
    }

    /// The lowest number of in-sync replicas with which a partition takes acks=all (P-4).
    package func minInsyncReplicas(
        of partition: PartitionImage, _ configuration: TopicConfiguration
    ) -> Int {
        min(configuration.minInsyncReplicas, partition.replicas.count)
    }
}

/// The topics, by name and by identifier.
package struct TopicTable: Sendable {
    private var byID = ShardedTable<Uuid, TopicImage>()
    private var ids = ShardedTable<String, Uuid>()
    /// The names with a "." or "_" in them, by their letters with both taken for the same.
    private var collisionStems = ShardedTable<String, [String]>()

    /// About what all of them take, in bytes.
    private(set) var byteCount = 0

    package var count: Int { byID.count }

    /// The topic of an identifier.
    package subscript(id: Uuid) -> TopicImage? { byID[id] }

    /// The topic of a name.
    package subscript(name: String) -> TopicImage? {
        ids[name].flatMap { byID[$0] }
    }

    /// All names, ascending.
    package var sortedNames: [String] { ids.keys.sorted() }

    /// All topics, in no order that could be relied on.
    package var all: some Sequence<TopicImage> { byID.values }

    /// A topic whose name differs from this one in "." and "_" only.
    package func colliding(with name: String) -> String? {
        collisionStems[TopicName.stem(name)]?.first { $0 != name }
    }

    /// Adds a topic, or replaces the one of its identifier.
    mutating func set(_ topic: TopicImage) {
        if byID[topic.id] == nil {
            ids[topic.name] = topic.id
            let stem = TopicName.stem(topic.name)
            if stem.utf8.contains(UInt8(ascii: "_")) {
                collisionStems[stem, default: []].append(topic.name)
            }
        }
        byteCount -= byID[topic.id]?.byteCount ?? 0
        byteCount += topic.byteCount
        byID[topic.id] = topic
    }

    /// Changes a topic in place.
    ///
    /// - Returns: whether it is there.
    mutating func change(_ id: Uuid, _ body: (inout TopicImage) -> Void) -> Bool {
        guard var topic = byID[id] else { return false }
        byID[id] = nil
        byteCount -= topic.byteCount
        body(&topic)
        byteCount += topic.byteCount
        byID[id] = topic
        return true
    }

    /// Removes a topic, and gives it.
    mutating func remove(_ id: Uuid) -> TopicImage? {
        guard let topic = byID[id] else { return nil }
        byID[id] = nil
        byteCount -= topic.byteCount
        ids[topic.name] = nil
        let stem = TopicName.stem(topic.name)
        let rest = collisionStems[stem]?.filter { $0 != topic.name } ?? []
        collisionStems[stem] = rest.isEmpty ? nil : rest
        return topic
    }
}
