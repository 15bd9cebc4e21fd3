// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct StreamsGroupMetadataValue: TypedMessage {
    package static var recordType: Int16 { 17 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var epoch: Int32 = 0
    package var metadataHash: Int64 = 0
    package var validatedTopologyEpoch: Int32 = -1
    package var lastAssignmentConfigs: [LastAssignmentConfigs]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        epoch = reader.int32()
        metadataHash = reader.int64()
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: validatedTopologyEpoch = reader.int32()
            case 1: lastAssignmentConfigs = reader.optionalStructs(true, nullable: true, version)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(epoch)
        writer.int64(metadataHash)
        var tags = writer.tags()
        if validatedTopologyEpoch != -1 {
            writer.begin(0, &tags)
            writer.int32(validatedTopologyEpoch)
            writer.end(&tags)
        }
        if lastAssignmentConfigs != nil {
            writer.begin(1, &tags)
            writer.optionalStructs(lastAssignmentConfigs, true, nullable: true, version)
            writer.end(&tags)
        }
    }

    /// What one of `lastAssignmentConfigs` holds.
    package struct LastAssignmentConfigs: Fields {
        package var key: String = ""
        package var value: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            key = reader.string(true)
            value = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(key, true)
            writer.string(value, true)
            writer.noTags(true)
        }
    }
}
