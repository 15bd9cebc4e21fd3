// swift-format-ignore-file
// Written by MessageCompiler from Schema/015_DescribeGroups.txt.
package import Bytes

/// The response of DescribeGroups.
package struct DescribeGroupsResponse: ResponseMessage {
    package static var apiKey: Int16 { 15 }
    package static var versions: ClosedRange<Int16> { 0...6 }
    package static var flexibleFrom: Int16 { 5 }

    /// In versions 1+.
    package var throttleTimeMs: Int32 = 0
    package var groups: [Groups] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 5
        if version >= 1 {
            throttleTimeMs = reader.int32()
        }
        groups = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 5
        if version >= 1 {
            writer.int32(throttleTimeMs)
        }
        writer.structs(groups, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var errorCode: Int16 = 0
        /// In versions 6+.
        package var errorMessage: String? = nil
        package var groupId: String = ""
        package var groupState: String = ""
        package var protocolType: String = ""
        package var protocolData: String = ""
        package var members: [Members] = []
        /// In versions 3+.
        package var authorizedOperations: Int32 = -2147483648

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 5
            errorCode = reader.int16()
            if version >= 6 {
                errorMessage = reader.optionalString(true, nullable: true)
            }
            groupId = reader.string(flexible)
            groupState = reader.string(flexible)
            protocolType = reader.string(flexible)
            protocolData = reader.string(flexible)
            members = reader.structs(flexible, version)
            if version >= 3 {
                authorizedOperations = reader.int32()
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 5
            writer.int16(errorCode)
            if version >= 6 {
                writer.optionalString(errorMessage, true, nullable: true)
            }
            writer.string(groupId, flexible)
            writer.string(groupState, flexible)
            writer.string(protocolType, flexible)
            writer.string(protocolData, flexible)
            writer.structs(members, flexible, version)
            if version >= 3 {
                writer.int32(authorizedOperations)
            }
            writer.noTags(flexible)
        }

        /// What one of `members` holds.
        package struct Members: Fields {
            package var memberId: String = ""
            /// In versions 4+.
            package var groupInstanceId: String? = nil
            package var clientId: String = ""
            package var clientHost: String = ""
            package var memberMetadata: [UInt8] = []
            package var memberAssignment: [UInt8] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 5
                memberId = reader.string(flexible)
                if version >= 4 {
                    groupInstanceId = reader.optionalString(flexible, nullable: true)
                }
                clientId = reader.string(flexible)
                clientHost = reader.string(flexible)
                memberMetadata = reader.bytes(flexible)
                memberAssignment = reader.bytes(flexible)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 5
                writer.string(memberId, flexible)
                if version >= 4 {
                    writer.optionalString(groupInstanceId, flexible, nullable: true)
                }
                writer.string(clientId, flexible)
                writer.string(clientHost, flexible)
                writer.bytes(memberMetadata, flexible)
                writer.bytes(memberAssignment, flexible)
                writer.noTags(flexible)
            }
        }
    }
}
