// swift-format-ignore-file
// Written by MessageCompiler from Schema/016_ListGroups.txt.
package import Bytes

/// The response of ListGroups.
package struct ListGroupsResponse: ResponseMessage {
    package static var apiKey: Int16 { 16 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var groups: [Groups] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        errorCode = reader.int16()
        groups = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        writer.int16(errorCode)
        writer.structs(groups, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var groupId: String = ""
        package var protocolType: String = ""
        /// In versions 4+.
        package var groupState: String = ""
        /// In versions 5+.
        package var groupType: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 3
            groupId = reader.string(flexible)
            protocolType = reader.string(flexible)
            if version >= 4 {
                groupState = reader.string(true)
            }
            if version >= 5 {
                groupType = reader.string(true)
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 3
            writer.string(groupId, flexible)
            writer.string(protocolType, flexible)
            if version >= 4 {
                writer.string(groupState, true)
            }
            if version >= 5 {
                writer.string(groupType, true)
            }
            writer.noTags(flexible)
        }
    }
}
