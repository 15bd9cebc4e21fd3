// swift-format-ignore-file
// Written by MessageCompiler from Schema/012_Heartbeat.txt.
package import Bytes

/// The request of Heartbeat.
package struct HeartbeatRequest: RequestMessage {
    package typealias Response = HeartbeatResponse
    package static var apiKey: Int16 { 12 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 4 }

    package var groupId: String = ""
    package var generationId: Int32 = 0
    package var memberId: String = ""
    /// In versions 3+.
    package var groupInstanceId: String? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        groupId = reader.string(flexible)
        generationId = reader.int32()
        memberId = reader.string(flexible)
        if version >= 3 {
            groupInstanceId = reader.optionalString(flexible, nullable: true)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.string(groupId, flexible)
        writer.int32(generationId)
        writer.string(memberId, flexible)
        if version >= 3 {
            writer.optionalString(groupInstanceId, flexible, nullable: true)
        }
        writer.noTags(flexible)
    }
}
