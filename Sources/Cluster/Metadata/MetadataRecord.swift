package import Bytes
package import KafkaMessages

/// A record of the metadata log: one fact about the cluster.
///
/// Kafka's schemas and numbers. A record that this build does not know is refused when it is read,
/// so that no fact is lost in the next snapshot.
package enum MetadataRecord: Sendable {
    case registerBroker(RegisterBrokerRecord)
    case unregisterBroker(UnregisterBrokerRecord)
    case topic(TopicRecord)
    case partition(PartitionRecord)
    case config(ConfigRecord)
    case partitionChange(PartitionChangeRecord)
    case fenceBroker(FenceBrokerRecord)
    case unfenceBroker(UnfenceBrokerRecord)
    case removeTopic(RemoveTopicRecord)
    case featureLevel(FeatureLevelRecord)
    case clientQuota(ClientQuotaRecord)
    case producerIDs(ProducerIdsRecord)
    case brokerRegistrationChange(BrokerRegistrationChangeRecord)
    case noOp(NoOpRecord)
}

extension MetadataRecord {
    /// Writes the record as the value of a log record.
    package func encode(to writer: inout ByteWriter) {
        switch self {
        case .registerBroker(let record): writer.writeMetadataRecord(record, version: 3)
        case .unregisterBroker(let record): writer.writeMetadataRecord(record, version: 0)
        case .topic(let record): writer.writeMetadataRecord(record, version: 0)
        case .partition(let record): writer.writeMetadataRecord(record, version: 1)
        case .config(let record): writer.writeMetadataRecord(record, version: 0)
        case .partitionChange(let record): writer.writeMetadataRecord(record, version: 1)
        case .fenceBroker(let record): writer.writeMetadataRecord(record, version: 0)
        case .unfenceBroker(let record): writer.writeMetadataRecord(record, version: 0)
        case .removeTopic(let record): writer.writeMetadataRecord(record, version: 0)
        case .featureLevel(let record): writer.writeMetadataRecord(record, version: 0)
        case .clientQuota(let record): writer.writeMetadataRecord(record, version: 0)
        case .producerIDs(let record): writer.writeMetadataRecord(record, version: 0)
        case .brokerRegistrationChange(let record): writer.writeMetadataRecord(record, version: 2)
        case .noOp(let record): writer.writeMetadataRecord(record, version: 0)
        }
    }

    /// Reads what ``encode(to:)`` writes, in any version of the message.
    package init(from reader: inout ByteReader) throws(MalformedMessage) {
        let head = try MetadataRecordHead(from: &reader)
        switch head.type {
        case RegisterBrokerRecord.recordType:
            self = .registerBroker(try Self.read(&reader, head.version))
        case UnregisterBrokerRecord.recordType:
            self = .unregisterBroker(try Self.read(&reader, head.version))
        case TopicRecord.recordType:
            self = .topic(try Self.read(&reader, head.version))
        case PartitionRecord.recordType:
            self = .partition(try Self.read(&reader, head.version))
        case ConfigRecord.recordType:
            self = .config(try Self.read(&reader, head.version))
        case PartitionChangeRecord.recordType:
            self = .partitionChange(try Self.read(&reader, head.version))
        case FenceBrokerRecord.recordType:
            self = .fenceBroker(try Self.read(&reader, head.version))
        case UnfenceBrokerRecord.recordType:
            self = .unfenceBroker(try Self.read(&reader, head.version))
        case RemoveTopicRecord.recordType:
            self = .removeTopic(try Self.read(&reader, head.version))
        case FeatureLevelRecord.recordType:
            self = .featureLevel(try Self.read(&reader, head.version))
        case ClientQuotaRecord.recordType:
            self = .clientQuota(try Self.read(&reader, head.version))
        case ProducerIdsRecord.recordType:
            self = .producerIDs(try Self.read(&reader, head.version))
        case BrokerRegistrationChangeRecord.recordType:
            self = .brokerRegistrationChange(try Self.read(&reader, head.version))
        case NoOpRecord.recordType:
            self = .noOp(try Self.read(&reader, head.version))
        default: throw MalformedMessage()
        }
    }

    private static func read<Record: Message>(
        _ reader: inout ByteReader, _ version: Int16
    ) throws(MalformedMessage) -> Record {
        guard Record.versions.contains(version) else { throw MalformedMessage() }
        return try Record(from: &reader, version: version)
    }
}
