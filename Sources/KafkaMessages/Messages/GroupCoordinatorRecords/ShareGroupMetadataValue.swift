// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ShareGroupMetadataValue: TypedMessage {
    package static var recordType: Int16 { 11 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var epoch: Int32 = 0
    package var metadataHash: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        epoch = reader.int32()
        metadataHash = reader.int64()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(epoch)
        writer.int64(metadataHash)
        writer.noTags(true)
    }
}
