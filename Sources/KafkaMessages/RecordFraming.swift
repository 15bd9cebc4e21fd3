package import Bytes

// How messages stand in the records of the broker's own topics.

/// What a record of the metadata log is: it says so before its fields.
package struct MetadataRecordHead: Hashable, Sendable {
    /// The ``TypedMessage/recordType`` of the message behind it.
    package let type: Int16

    /// The version of the message behind it.
    package let version: Int16

    /// Reads the head of a record's value.
    package init(from reader: inout ByteReader) throws(MalformedMessage) {
        let frameVersion = reader.readUnsignedVarint()
        let type = Int16(exactly: reader.readUnsignedVarint())
        let version = Int16(exactly: reader.readUnsignedVarint())
        guard !reader.failed, frameVersion == 1, let type, let version else {
            throw MalformedMessage()
        }
        self.type = type
        self.version = version
    }
}

extension ByteWriter {
    /// Writes the value of a record of the metadata log: frame version, type, version, fields.
    package mutating func writeMetadataRecord<Record: TypedMessage>(
        _ record: Record, version: Int16
    ) {
        writeUnsignedVarint(1)
        writeUnsignedVarint(UInt32(Record.recordType))
        writeUnsignedVarint(UInt32(version))
        record.encode(to: &self, version: version)
    }

    /// Writes the key of a coordinator's record (`__consumer_offsets`, `__transaction_state`,
    /// `__share_group_state`): its type, its fields.
    package mutating func writeCoordinatorKey<Key: TypedMessage>(_ key: Key) {
        write(Key.recordType)
        key.encode(to: &self, version: 0)
    }

    /// Writes what says its version before its fields: the value of a coordinator's record, the
    /// value of a transaction's end marker, and what a `consumer` group's members tell each other.
    package mutating func writeVersioned(_ message: some Message, version: Int16) {
        write(version)
        message.encode(to: &self, version: version)
    }
}

extension Message {
    /// Reads what ``ByteWriter/writeVersioned(_:version:)`` writes.
    ///
    /// Of a version that is newer than all known ones the known fields are read, as Kafka does
    /// with what consumers tell each other.
    package init(versionedFrom reader: inout ByteReader) throws(MalformedMessage) {
        let version = reader.read(Int16.self)
        guard !reader.failed, version >= Self.versions.lowerBound else { throw MalformedMessage() }
        try self.init(from: &reader, version: min(version, Self.versions.upperBound))
    }
}
