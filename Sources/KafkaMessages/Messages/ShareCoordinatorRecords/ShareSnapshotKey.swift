// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_share_coordinator.txt.
package import Bytes

/// A message of records_share_coordinator.txt.
package struct ShareSnapshotKey: TypedMessage {
    package static var recordType: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { .max }

    package var groupId: String = ""
    package var topicId: Uuid = .zero
    package var partition: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.string(false)
        topicId = reader.uuid()
        partition = reader.int32()
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(groupId, false)
        writer.uuid(topicId)
        writer.int32(partition)
    }
}
