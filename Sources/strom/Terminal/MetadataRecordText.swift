import Bytes
import KafkaMessages
import LogEngine

/// A record of the metadata log as one reads it: `TopicRecord v0 (name: "orders", …)`.
struct MetadataRecordText {
    let text: String

    /// Reads the value of a record; nil where it is none of the metadata log's.
    init?(_ value: [UInt8]) {
        var buffer = ByteBuffer(capacity: value.count)
        unsafe buffer.append(value.span.bytes)
        var reader = ByteReader(
            buffer.bytes, budget: ByteReader.budget(forFrameOf: value.count))
        guard let head = try? MetadataRecordHead(from: &reader),
            let type = Self.types.first(where: { $0.recordType == head.type }),
            type.versions.contains(head.version),
            let fields = Self.fields(type, &reader, head.version)
        else { return nil }
        text = "\(type) v\(head.version) \(fields)"
    }

    /// The fields, in parentheses.
    private static func fields<Record: TypedMessage>(
        _: Record.Type, _ reader: inout ByteReader, _ version: Int16
    ) -> String? {
        guard let record = try? Record(from: &reader, version: version) else { return nil }
        return String("\(record)".drop { $0 != "(" })
    }

    private static var types: [any TypedMessage.Type] {
        [
            RegisterBrokerRecord.self, UnregisterBrokerRecord.self, TopicRecord.self,
            PartitionRecord.self, ConfigRecord.self, PartitionChangeRecord.self,
            FenceBrokerRecord.self, UnfenceBrokerRecord.self, RemoveTopicRecord.self,
            DelegationTokenRecord.self, UserScramCredentialRecord.self, FeatureLevelRecord.self,
            ClientQuotaRecord.self, ProducerIdsRecord.self, BrokerRegistrationChangeRecord.self,
            AccessControlEntryRecord.self, RemoveAccessControlEntryRecord.self, NoOpRecord.self,
            ZkMigrationStateRecord.self, RemoveUserScramCredentialRecord.self,
            BeginTransactionRecord.self, EndTransactionRecord.self, AbortTransactionRecord.self,
            RemoveDelegationTokenRecord.self, RegisterControllerRecord.self, ClearElrRecord.self,
        ]
    }
}

/// Whether a file, as it is named in a dump, belongs to the metadata log.
func isOfMetadataLog(_ path: String, in directory: String) -> Bool {
    let whole = "\(directory)/\(path)"
    return whole.split(separator: "/").dropLast().last == "__cluster_metadata-0"
}
