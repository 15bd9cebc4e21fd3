// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct LegacyOffsetCommitValue: TypedMessage {
    package static var recordType: Int16 { 0 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { .max }

    package var offset: Int64 = 0
    package var metadata: String = ""
    package var commitTimestamp: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        offset = reader.int64()
        metadata = reader.string(false)
        commitTimestamp = reader.int64()
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int64(offset)
        writer.string(metadata, false)
        writer.int64(commitTimestamp)
    }
}
