// swift-format-ignore-file
// Written by MessageCompiler from Schema/014_SyncGroup.txt.
package import Bytes

/// The request of SyncGroup.
package struct SyncGroupRequest: RequestMessage {
    package typealias Response = SyncGroupResponse
    package static var apiKey: Int16 { 14 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 4 }

    package var groupId: String = ""
    package var generationId: Int32 = 0
    package var memberId: String = ""
    /// In versions 3+.
    package var groupInstanceId: String? = nil
    /// In versions 5+.
    package var protocolType: String? = nil
    /// In versions 5+.
    package var protocolName: String? = nil
    package var assignments: [Assignments] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        groupId = reader.string(flexible)
        generationId = reader.int32()
        memberId = reader.string(flexible)
        if version >= 3 {
            groupInstanceId = reader.optionalString(flexible, nullable: true)
        }
        if version >= 5 {
            protocolType = reader.optionalString(true, nullable: true)
            protocolName = reader.optionalString(true, nullable: true)
        }
        assignments = reader.structs(flexible, version)
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
        if version >= 5 {
            writer.optionalString(protocolType, true, nullable: true)
            writer.optionalString(protocolName, true, nullable: true)
        }
        writer.structs(assignments, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `assignments` holds.
    package struct Assignments: Fields {
        package var memberId: String = ""
        package var assignment: [UInt8] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            memberId = reader.string(flexible)
            assignment = reader.bytes(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.string(memberId, flexible)
            writer.bytes(assignment, flexible)
            writer.noTags(flexible)
        }
    }
}
