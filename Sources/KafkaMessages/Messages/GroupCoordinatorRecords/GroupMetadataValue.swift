// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct GroupMetadataValue: TypedMessage {
    package static var recordType: Int16 { 2 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 4 }

    package var protocolType: String = ""
    package var generation: Int32 = 0
    package var `protocol`: String? = ""
    package var leader: String? = ""
    /// In versions 2+.
    package var currentStateTimestamp: Int64 = -1
    package var members: [Members] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        protocolType = reader.string(flexible)
        generation = reader.int32()
        `protocol` = reader.optionalString(flexible, nullable: true)
        leader = reader.optionalString(flexible, nullable: true)
        if version >= 2 {
            currentStateTimestamp = reader.int64()
        }
        members = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.string(protocolType, flexible)
        writer.int32(generation)
        writer.optionalString(`protocol`, flexible, nullable: true)
        writer.optionalString(leader, flexible, nullable: true)
        if version >= 2 {
            writer.int64(currentStateTimestamp)
        }
        writer.structs(members, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `members` holds.
    package struct Members: Fields {
        package var memberId: String = ""
        /// In versions 3+.
        package var groupInstanceId: String? = nil
        package var clientId: String = ""
        package var clientHost: String = ""
        /// In versions 1+.
        package var rebalanceTimeout: Int32 = -1
        package var sessionTimeout: Int32 = 0
        package var subscription: [UInt8] = []
        package var assignment: [UInt8] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            memberId = reader.string(flexible)
            if version >= 3 {
                groupInstanceId = reader.optionalString(flexible, nullable: true)
            }
            clientId = reader.string(flexible)
            clientHost = reader.string(flexible)
            if version >= 1 {
                rebalanceTimeout = reader.int32()
            }
            sessionTimeout = reader.int32()
            subscription = reader.bytes(flexible)
            assignment = reader.bytes(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.string(memberId, flexible)
            if version >= 3 {
                writer.optionalString(groupInstanceId, flexible, nullable: true)
            }
            writer.string(clientId, flexible)
            writer.string(clientHost, flexible)
            if version >= 1 {
                writer.int32(rebalanceTimeout)
            }
            writer.int32(sessionTimeout)
            writer.bytes(subscription, flexible)
            writer.bytes(assignment, flexible)
            writer.noTags(flexible)
        }
    }
}
