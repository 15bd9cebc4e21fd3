// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct StreamsGroupMemberMetadataValue: TypedMessage {
    package static var recordType: Int16 { 19 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var instanceId: String? = ""
    package var rackId: String? = ""
    package var clientId: String = ""
    package var clientHost: String = ""
    package var rebalanceTimeoutMs: Int32 = -1
    package var topologyEpoch: Int32 = 0
    package var processId: String = ""
    package var userEndpoint: UserEndpoint? = nil
    package var clientTags: [ClientTags] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        instanceId = reader.optionalString(true, nullable: true)
        rackId = reader.optionalString(true, nullable: true)
        clientId = reader.string(true)
        clientHost = reader.string(true)
        rebalanceTimeoutMs = reader.int32()
        topologyEpoch = reader.int32()
        processId = reader.string(true)
        userEndpoint = reader.optionalStruct(version)
        clientTags = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(instanceId, true, nullable: true)
        writer.optionalString(rackId, true, nullable: true)
        writer.string(clientId, true)
        writer.string(clientHost, true)
        writer.int32(rebalanceTimeoutMs)
        writer.int32(topologyEpoch)
        writer.string(processId, true)
        writer.optionalStruct(userEndpoint, version)
        writer.structs(clientTags, true, version)
        writer.noTags(true)
    }

    /// What `userEndpoint` holds.
    package struct UserEndpoint: Fields {
        package var host: String = ""
        package var port: UInt16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            host = reader.string(true)
            port = reader.uint16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(host, true)
            writer.uint16(port)
            writer.noTags(true)
        }
    }

    /// What one of `clientTags` holds.
    package struct ClientTags: Fields {
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
