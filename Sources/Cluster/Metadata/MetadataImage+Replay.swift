import Bytes
import KafkaMessages
import KafkaProtocol

/// What a record changed, for those who must act on it.
enum MetadataChange {
    case broker(Int32)
    case topic(Uuid)
    case topicRemoved(TopicImage)
    case config(ConfigResource)
    case nothing
}

extension MetadataImage {
    /// Replays one record.
    ///
    /// A record about something that is not there changes nothing: a log that was trimmed behind a
    /// snapshot may repeat what the snapshot holds.
    @discardableResult
    mutating func apply(_ record: MetadataRecord) -> MetadataChange {
        switch record {
        case .registerBroker(let record): return register(record)
        case .unregisterBroker(let record):
            brokers[record.brokerId] = nil
            return .broker(record.brokerId)
        case .fenceBroker(let record): return setFenced(record.id, epoch: record.epoch, true)
        case .unfenceBroker(let record): return setFenced(record.id, epoch: record.epoch, false)
        case .brokerRegistrationChange(let record): return change(record)
        case .topic(let record):
            topics.set(TopicImage(name: record.name, id: record.topicId, partitions: []))
            return .topic(record.topicId)
        case .partition(let record): return add(record)
        case .partitionChange(let record): return change(record)
        case .removeTopic(let record): return removeTopic(record.topicId)
        case .config(let record): return set(record)
        case .featureLevel(let record):
            features[record.name] = record.featureLevel == 0 ? nil : record.featureLevel
            return .nothing
        case .clientQuota(let record):
            set(record)
            return .nothing
        case .producerIDs(let record):
            nextProducerID = record.nextProducerId
            return .nothing
        case .noOp: return .nothing
        }
    }

    // MARK: Brokers

    private mutating func register(_ record: RegisterBrokerRecord) -> MetadataChange {
        brokers[record.brokerId] = BrokerImage(
            id: record.brokerId, incarnation: record.incarnationId, epoch: record.brokerEpoch,
            endpoints: record.endPoints.map { endpoint in
                Endpoint(
                    name: endpoint.name, host: endpoint.host, port: endpoint.port,
                    securityProtocol: endpoint.securityProtocol)
            },
            rack: record.rack, directories: record.logDirs,
            features: record.features.compactMap { feature in
                guard feature.minSupportedVersion <= feature.maxSupportedVersion else { return nil }
                return SupportedFeature(
                    name: feature.name,
                    versions: feature.minSupportedVersion...feature.maxSupportedVersion)
            },
            isFenced: record.fenced, isInControlledShutdown: record.inControlledShutdown)
        return .broker(record.brokerId)
    }

    private mutating func setFenced(_ id: Int32, epoch: Int64, _ isFenced: Bool) -> MetadataChange {
        guard brokers[id]?.epoch == epoch else { return .nothing }
        brokers[id]?.isFenced = isFenced
        return .broker(id)
    }

    /// In a change of a registration 1 fences, -1 unfences and 0 leaves it.
    private mutating func change(_ record: BrokerRegistrationChangeRecord) -> MetadataChange {
        guard brokers[record.brokerId]?.epoch == record.brokerEpoch else { return .nothing }
        if record.fenced != 0 { brokers[record.brokerId]?.isFenced = record.fenced == 1 }
        if record.inControlledShutdown == 1 {
            brokers[record.brokerId]?.isInControlledShutdown = true
        }
        return .broker(record.brokerId)
    }

    // MARK: Topics

    private mutating func add(_ record: PartitionRecord) -> MetadataChange {
        let partition = PartitionImage(record)
        let isThere = topics.change(record.topicId) { topic in
            let index = Int(record.partitionId)
            if index < topic.partitions.count {
                topic.partitions[index] = partition
            } else {
                topic.partitions.append(partition)
            }
        }
        return isThere ? .topic(record.topicId) : .nothing
    }

    private mutating func change(_ record: PartitionChangeRecord) -> MetadataChange {
        let isThere = topics.change(record.topicId) { topic in
            guard topic.partitions.indices.contains(Int(record.partitionId)) else { return }
            topic.partitions[Int(record.partitionId)].apply(record)
        }
        return isThere ? .topic(record.topicId) : .nothing
    }

    private mutating func removeTopic(_ id: Uuid) -> MetadataChange {
        guard let topic = topics.remove(id) else { return .nothing }
        set([:], for: .topic(topic.name))
        return .topicRemoved(topic)
    }

    private mutating func set(_ record: ConfigRecord) -> MetadataChange {
        guard let kind = ConfigResource.Kind(rawValue: record.resourceType) else { return .nothing }
        let resource = ConfigResource(kind, record.resourceName)
        var values = overrides(of: resource)
        values[record.name] = record.value
        set(values, for: resource)
        return .config(resource)
    }

    private mutating func set(_ record: ClientQuotaRecord) {
        let parts = record.entity.map { QuotaEntity.Part($0.entityType, $0.entityName) }
        // The controller took the entity, so it can be read.
        guard let entity = try? QuotaEntity(parts) else { return }
        quotas.set(record.key, of: entity, to: record.remove ? nil : record.value)
    }
}

extension PartitionImage {
    init(_ record: PartitionRecord) {
        self.init(
            replicas: record.replicas, isr: record.isr, removing: record.removingReplicas,
            adding: record.addingReplicas, leader: record.leader,
            leaderEpoch: LeaderEpoch(rawValue: record.leaderEpoch),
            partitionEpoch: record.partitionEpoch,
            leaderRecoveryState: record.leaderRecoveryState, directories: record.directories,
            eligibleLeaderReplicas: record.eligibleLeaderReplicas ?? [],
            lastKnownEligibleLeaders: record.lastKnownElr ?? [])
    }

    /// The leader of a change that leaves it as it is.
    static let sameLeader: Int32 = -2

    /// Each change raises the partition's epoch, one that names a leader the leader's too.
    mutating func apply(_ record: PartitionChangeRecord) {
        isr = record.isr ?? isr
        replicas = record.replicas ?? replicas
        removing = record.removingReplicas ?? removing
        adding = record.addingReplicas ?? adding
        directories = record.directories ?? directories
        eligibleLeaderReplicas = record.eligibleLeaderReplicas ?? eligibleLeaderReplicas
        lastKnownEligibleLeaders = record.lastKnownElr ?? lastKnownEligibleLeaders
        if record.leaderRecoveryState >= 0 { leaderRecoveryState = record.leaderRecoveryState }
        if record.leader != Self.sameLeader {
            leader = record.leader
            leaderEpoch = LeaderEpoch(rawValue: leaderEpoch.rawValue + 1)
        }
        partitionEpoch += 1
    }
}
