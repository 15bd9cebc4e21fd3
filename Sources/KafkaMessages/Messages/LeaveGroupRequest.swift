// swift-format-ignore-file
// Written by MessageCompiler from Schema/013_LeaveGroup.txt.
package import Bytes

/// The request of LeaveGroup.
package struct LeaveGroupRequest: RequestMessage {
    package typealias Response = LeaveGroupResponse
    package static var apiKey: Int16 { 13 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 4 }

    package var groupId: String = ""
    /// In versions 0-2.
    package var memberId: String = ""
    /// In versions 3+.
    package var members: [Members] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        groupId = reader.string(flexible)
        if version <= 2 {
            memberId = reader.string(false)
        }
        if version >= 3 {
            members = reader.structs(flexible, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.string(groupId, flexible)
        if version <= 2 {
            writer.string(memberId, false)
        }
        if version >= 3 {
            writer.structs(members, flexible, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `members` holds.
    package struct Members: Fields {
        package var memberId: String = ""
        package var groupInstanceId: String? = nil
        /// In versions 5+.
        package var reason: String? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            memberId = reader.string(flexible)
            groupInstanceId = reader.optionalString(flexible, nullable: true)
            if version >= 5 {
                reason = reader.optionalString(true, nullable: true)
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.string(memberId, flexible)
            writer.optionalString(groupInstanceId, flexible, nullable: true)
            if version >= 5 {
                writer.optionalString(reason, true, nullable: true)
            }
            writer.noTags(flexible)
        }
    }
}
