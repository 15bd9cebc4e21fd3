// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ShareGroupTargetAssignmentMetadataValue: TypedMessage {
    package static var recordType: Int16 { 12 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var assignmentEpoch: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        assignmentEpoch = reader.int32()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(assignmentEpoch)
        writer.noTags(true)
    }
}
