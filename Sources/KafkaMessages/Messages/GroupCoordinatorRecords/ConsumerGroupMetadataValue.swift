// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ConsumerGroupMetadataValue: TypedMessage {
    package static var recordType: Int16 { 3 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var epoch: Int32 = 0
    package var metadataHash: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        epoch = reader.int32()
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: metadataHash = reader.int64()
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(epoch)
        var tags = writer.tags()
        if metadataHash != 0 {
            writer.begin(0, &tags)
            writer.int64(metadataHash)
            writer.end(&tags)
        }
    }
}
