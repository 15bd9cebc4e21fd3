// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ConsumerGroupTargetAssignmentMemberKey: TypedMessage {
    package static var recordType: Int16 { 7 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { .max }

    package var groupId: String = ""
    package var memberId: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.string(false)
        memberId = reader.string(false)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(groupId, false)
        writer.string(memberId, false)
    }
}
