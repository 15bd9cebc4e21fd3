// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_control.txt.
package import Bytes

/// A message of records_control.txt.
package struct EndTxnMarker: Message {
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { .max }

    package var coordinatorEpoch: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        coordinatorEpoch = reader.int32()
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(coordinatorEpoch)
    }
}
