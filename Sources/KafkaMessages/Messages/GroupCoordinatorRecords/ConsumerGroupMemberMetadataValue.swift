// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ConsumerGroupMemberMetadataValue: TypedMessage {
    package static var recordType: Int16 { 5 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var instanceId: String? = ""
    package var rackId: String? = ""
    package var clientId: String = ""
    package var clientHost: String = ""
    package var subscribedTopicNames: [String] = []
    package var subscribedTopicRegex: String? = ""
    package var rebalanceTimeoutMs: Int32 = -1
    package var serverAssignor: String? = ""
    package var classicMemberMetadata: ClassicMemberMetadata? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        instanceId = reader.optionalString(true, nullable: true)
        rackId = reader.optionalString(true, nullable: true)
        clientId = reader.string(true)
        clientHost = reader.string(true)
        subscribedTopicNames = reader.strings(true)
        subscribedTopicRegex = reader.optionalString(true, nullable: true)
        rebalanceTimeoutMs = reader.int32()
        serverAssignor = reader.optionalString(true, nullable: true)
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: classicMemberMetadata = reader.optionalTaggedStruct(version)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(instanceId, true, nullable: true)
        writer.optionalString(rackId, true, nullable: true)
        writer.string(clientId, true)
        writer.string(clientHost, true)
        writer.strings(subscribedTopicNames, true)
        writer.optionalString(subscribedTopicRegex, true, nullable: true)
        writer.int32(rebalanceTimeoutMs)
        writer.optionalString(serverAssignor, true, nullable: true)
        var tags = writer.tags()
        if classicMemberMetadata != nil {
            writer.begin(0, &tags)
            writer.optionalTaggedStruct(classicMemberMetadata, version)
            writer.end(&tags)
        }
    }

    /// What `classicMemberMetadata` holds.
    package struct ClassicMemberMetadata: Fields {
        package var sessionTimeoutMs: Int32 = 0
        package var supportedProtocols: [SupportedProtocols] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            sessionTimeoutMs = reader.int32()
            supportedProtocols = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(sessionTimeoutMs)
            writer.structs(supportedProtocols, true, version)
            writer.noTags(true)
        }

        /// What one of `supportedProtocols` holds.
        package struct SupportedProtocols: Fields {
            package var name: String = ""
            package var metadata: [UInt8] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                metadata = reader.bytes(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.bytes(metadata, true)
                writer.noTags(true)
            }
        }
    }
}
