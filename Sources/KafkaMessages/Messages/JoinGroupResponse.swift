// swift-format-ignore-file
// Written by MessageCompiler from Schema/011_JoinGroup.txt.
package import Bytes

/// The response of JoinGroup.
package struct JoinGroupResponse: ResponseMessage {
    package static var apiKey: Int16 { 11 }
    package static var versions: ClosedRange<Int16> { 0...9 }
    package static var flexibleFrom: Int16 { 6 }

    /// In versions 2+.
    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var generationId: Int32 = -1
    /// In versions 7+.
    package var protocolType: String? = nil
    package var protocolName: String? = ""
    package var leader: String = ""
    /// In versions 9+.
    package var skipAssignment: Bool = false
    package var memberId: String = ""
    package var members: [Members] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 6
        if version >= 2 {
            throttleTimeMs = reader.int32()
        }
        errorCode = reader.int16()
        generationId = reader.int32()
        if version >= 7 {
            protocolType = reader.optionalString(true, nullable: true)
        }
        protocolName = reader.optionalString(flexible, nullable: version >= 7)
        leader = reader.string(flexible)
        if version >= 9 {
            skipAssignment = reader.bool()
        }
        memberId = reader.string(flexible)
        members = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 6
        if version >= 2 {
            writer.int32(throttleTimeMs)
        }
        writer.int16(errorCode)
        writer.int32(generationId)
        if version >= 7 {
            writer.optionalString(protocolType, true, nullable: true)
        }
        writer.optionalString(protocolName, flexible, nullable: version >= 7)
        writer.string(leader, flexible)
        if version >= 9 {
            writer.bool(skipAssignment)
        }
        writer.string(memberId, flexible)
        writer.structs(members, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `members` holds.
    package struct Members: Fields {
        package var memberId: String = ""
        /// In versions 5+.
        package var groupInstanceId: String? = nil
        package var metadata: [UInt8] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 6
            memberId = reader.string(flexible)
            if version >= 5 {
                groupInstanceId = reader.optionalString(flexible, nullable: true)
            }
            metadata = reader.bytes(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 6
            writer.string(memberId, flexible)
            if version >= 5 {
                writer.optionalString(groupInstanceId, flexible, nullable: true)
            }
            writer.bytes(metadata, flexible)
            writer.noTags(flexible)
        }
    }
}
