// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ShareGroupMemberMetadataValue: TypedMessage {
    package static var recordType: Int16 { 10 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var rackId: String? = ""
    package var clientId: String = ""
    package var clientHost: String = ""
    package var subscribedTopicNames: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        rackId = reader.optionalString(true, nullable: true)
        clientId = reader.string(true)
        clientHost = reader.string(true)
        subscribedTopicNames = reader.strings(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(rackId, true, nullable: true)
        writer.string(clientId, true)
        writer.string(clientHost, true)
        writer.strings(subscribedTopicNames, true)
        writer.noTags(true)
    }
}
