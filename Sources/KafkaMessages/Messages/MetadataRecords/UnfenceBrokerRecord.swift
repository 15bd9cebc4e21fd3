// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct UnfenceBrokerRecord: TypedMessage {
    package static var recordType: Int16 { 8 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var id: Int32 = 0
    package var epoch: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        id = reader.int32()
        epoch = reader.int64()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(id)
        writer.int64(epoch)
        writer.noTags(true)
    }
}
