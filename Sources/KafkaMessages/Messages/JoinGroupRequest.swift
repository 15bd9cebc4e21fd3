// swift-format-ignore-file
// Written by MessageCompiler from Schema/011_JoinGroup.txt.
package import Bytes

/// The request of JoinGroup.
package struct JoinGroupRequest: RequestMessage {
    package typealias Response = JoinGroupResponse
    package static var apiKey: Int16 { 11 }
    package static var versions: ClosedRange<Int16> { 0...9 }
    package static var flexibleFrom: Int16 { 6 }

    package var groupId: String = ""
    package var sessionTimeoutMs: Int32 = 0
    /// In versions 1+.
    package var rebalanceTimeoutMs: Int32 = -1
    package var memberId: String = ""
    /// In versions 5+.
    package var groupInstanceId: String? = nil
    package var protocolType: String = ""
    package var protocols: [Protocols] = []
    /// In versions 8+.
    package var reason: String? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 6
        groupId = reader.string(flexible)
        sessionTimeoutMs = reader.int32()
        if version >= 1 {
            rebalanceTimeoutMs = reader.int32()
        }
        memberId = reader.string(flexible)
        if version >= 5 {
            groupInstanceId = reader.optionalString(flexible, nullable: true)
        }
        protocolType = reader.string(flexible)
        protocols = reader.structs(flexible, version)
        if version >= 8 {
            reason = reader.optionalString(true, nullable: true)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 6
        writer.string(groupId, flexible)
        writer.int32(sessionTimeoutMs)
        if version >= 1 {
            writer.int32(rebalanceTimeoutMs)
        }
        writer.string(memberId, flexible)
        if version >= 5 {
            writer.optionalString(groupInstanceId, flexible, nullable: true)
        }
        writer.string(protocolType, flexible)
        writer.structs(protocols, flexible, version)
        if version >= 8 {
            writer.optionalString(reason, true, nullable: true)
        }
        writer.noTags(flexible)
    }

    /// What one of `protocols` holds.
    package struct Protocols: Fields {
        package var name: String = ""
        package var metadata: [UInt8] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 6
            name = reader.string(flexible)
            metadata = reader.bytes(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 6
            writer.string(name, flexible)
            writer.bytes(metadata, flexible)
            writer.noTags(flexible)
        }
    }
}
