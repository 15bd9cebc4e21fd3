// swift-format-ignore-file
// Written by MessageCompiler from Schema/076_ShareGroupHeartbeat.txt.
package import Bytes

/// The request of ShareGroupHeartbeat.
package struct ShareGroupHeartbeatRequest: RequestMessage {
    package typealias Response = ShareGroupHeartbeatResponse
    package static var apiKey: Int16 { 76 }
    package static var versions: ClosedRange<Int16> { 1...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var groupId: String = ""
    package var memberId: String = ""
    package var memberEpoch: Int32 = 0
    package var rackId: String? = nil
    package var subscribedTopicNames: [String]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.string(true)
        memberId = reader.string(true)
        memberEpoch = reader.int32()
        rackId = reader.optionalString(true, nullable: true)
        subscribedTopicNames = reader.optionalStrings(true, nullable: true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(groupId, true)
        writer.string(memberId, true)
        writer.int32(memberEpoch)
        writer.optionalString(rackId, true, nullable: true)
        writer.optionalStrings(subscribedTopicNames, true, nullable: true)
        writer.noTags(true)
    }
}
