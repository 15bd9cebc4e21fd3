// swift-format-ignore-file
// Written by MessageCompiler from Schema/025_AddOffsetsToTxn.txt.
package import Bytes

/// The response of AddOffsetsToTxn.
package struct AddOffsetsToTxnResponse: ResponseMessage {
    package static var apiKey: Int16 { 25 }
    package static var versions: ClosedRange<Int16> { 0...4 }
    package static var flexibleFrom: Int16 { 3 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.noTags(flexible)
    }
}
