import Bytes
import KafkaMessages
import KafkaProtocol

extension MetadataImage {
    /// The records that make this image from nothing, in an order in which they can be replayed:
    /// what a snapshot holds.
    func forEachRecord<Failure: Error>(
        _ body: (MetadataRecord) throws(Failure) -> Void
    ) throws(Failure) {
        for (name, level) in features.sorted(by: { $0.key < $1.key }) {
            try body(.featureLevel(.init(name: name, level: level)))
        }
        for broker in brokers.values.sorted(by: { $0.id < $1.id }) {
            try body(.registerBroker(RegisterBrokerRecord(broker)))
        }
        for topic in topics.all.sorted(by: { $0.id < $1.id }) {
            try body(.topic(TopicRecord(name: topic.name, id: topic.id)))
            for (index, partition) in topic.partitions.enumerated() {
                try body(
                    .partition(PartitionRecord(partition, index: Int32(index), topic: topic.id)))
            }
        }
        for resource in configs.keys.sorted() {
            for (name, value) in overrides(of: resource).sorted(by: { $0.key < $1.key }) {
                try body(.config(ConfigRecord(resource, name: name, value: value)))
            }
        }
        for entity in quotas.entities {
            for (key, bound) in quotas.values(of: entity).sorted(by: { $0.key < $1.key }) {
                try body(.clientQuota(ClientQuotaRecord(entity, key: key, bound: bound)))
            }
        }
        if nextProducerID > 0 {
            var record = ProducerIdsRecord()
            record.nextProducerId = nextProducerID
            try body(.producerIDs(record))
        }
    }
}

// MARK: - Records from values

extension FeatureLevelRecord {
    init(name: String, level: Int16) {
        self.init()
        self.name = name
        featureLevel = level
    }
}

extension RegisterBrokerRecord {
    init(_ broker: BrokerImage) {
        self.init()
        brokerId = broker.id
        incarnationId = broker.incarnation
        brokerEpoch = broker.epoch
        endPoints = broker.endpoints.map { endpoint in
            var record = EndPoints()
            record.name = endpoint.name
            record.host = endpoint.host
            record.port = endpoint.port
            record.securityProtocol = endpoint.securityProtocol
            return record
        }
        features = broker.features.map { feature in
            var record = Features()
            record.name = feature.name
            record.minSupportedVersion = feature.versions.lowerBound
            record.maxSupportedVersion = feature.versions.upperBound
            return record
        }
        rack = broker.rack
        fenced = broker.isFenced
        inControlledShutdown = broker.isInControlledShutdown
        logDirs = broker.directories
    }
}

extension TopicRecord {
    init(name: String, id: Uuid) {
        self.init()
        self.name = name
        topicId = id
    }
}

extension PartitionRecord {
    init(_ partition: PartitionImage, index: Int32, topic: Uuid) {
        self.init()
        partitionId = index
        topicId = topic
        replicas = partition.replicas
        isr = partition.isr
        removingReplicas = partition.removing
        addingReplicas = partition.adding
        leader = partition.leader
        leaderRecoveryState = partition.leaderRecoveryState
        leaderEpoch = partition.leaderEpoch.rawValue
        partitionEpoch = partition.partitionEpoch
        directories = partition.directories
    }
}

extension PartitionChangeRecord {
    /// The change that gives a partition another leader, and with it another leader epoch.
    init(leader: Int32, of index: Int32, topic: Uuid) {
        self.init()
        partitionId = index
        topicId = topic
        self.leader = leader
    }
}

extension ConfigRecord {
    /// The value of a config; nil takes it back.
    init(_ resource: ConfigResource, name: String, value: String?) {
        self.init()
        resourceType = resource.kind.rawValue
        resourceName = resource.name
        self.name = name
        self.value = value
    }
}
