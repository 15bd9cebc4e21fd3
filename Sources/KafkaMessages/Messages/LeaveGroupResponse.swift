// swift-format-ignore-file
// Written by MessageCompiler from Schema/013_LeaveGroup.txt.
package import Bytes

/// The response of LeaveGroup.
package struct LeaveGroupResponse: ResponseMessage {
    package static var apiKey: Int16 { 13 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 4 }

    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    /// In versions 3+.
    package var members: [Members] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        errorCode = reader.int16()
        if version >= 3 {
            members = reader.structs(flexible, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        writer.int16(errorCode)
        if version >= 3 {
            writer.structs(members, flexible, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `members` holds.
    package struct Members: Fields {
        package var memberId: String = ""
        package var groupInstanceId: String? = ""
        package var errorCode: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            memberId = reader.string(flexible)
            groupInstanceId = reader.optionalString(flexible, nullable: true)
            errorCode = reader.int16()
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.string(memberId, flexible)
            writer.optionalString(groupInstanceId, flexible, nullable: true)
            writer.int16(errorCode)
            writer.noTags(flexible)
        }
    }
}
