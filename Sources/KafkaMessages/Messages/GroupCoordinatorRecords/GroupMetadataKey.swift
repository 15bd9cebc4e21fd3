// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct GroupMetadataKey: TypedMessage {
    package static var recordType: Int16 { 2 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { .max }

    package var group: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        group = reader.string(false)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(group, false)
    }
}
