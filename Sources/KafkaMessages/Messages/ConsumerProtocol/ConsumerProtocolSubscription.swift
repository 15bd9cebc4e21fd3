// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_consumer_protocol.txt.
package import Bytes

/// A message of records_consumer_protocol.txt.
package struct ConsumerProtocolSubscription: Message {
    package static var versions: ClosedRange<Int16> { 0...3 }
    package static var flexibleFrom: Int16 { .max }

    package var topics: [String] = []
    package var userData: [UInt8]? = nil
    /// In versions 1+.
    package var ownedPartitions: [OwnedPartitions] = []
    /// In versions 2+.
    package var generationId: Int32 = -1
    /// In versions 3+.
    package var rackId: String? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        topics = reader.strings(false)
        userData = reader.optionalBytes(false, nullable: true)
        if version >= 1 {
            ownedPartitions = reader.structs(false, version)
        }
        if version >= 2 {
            generationId = reader.int32()
        }
        if version >= 3 {
            rackId = reader.optionalString(false, nullable: true)
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.strings(topics, false)
        writer.optionalBytes(userData, false, nullable: true)
        if version >= 1 {
            writer.structs(ownedPartitions, false, version)
        }
        if version >= 2 {
            writer.int32(generationId)
        }
        if version >= 3 {
            writer.optionalString(rackId, false, nullable: true)
        }
    }

    /// What one of `ownedPartitions` holds.
    package struct OwnedPartitions: Fields {
        package var topic: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topic = reader.string(false)
            partitions = reader.int32s(false)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(topic, false)
            writer.int32s(partitions, false)
        }
    }
}
