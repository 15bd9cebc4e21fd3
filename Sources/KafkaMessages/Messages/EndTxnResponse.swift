// swift-format-ignore-file
// Written by MessageCompiler from Schema/026_EndTxn.txt.
package import Bytes

/// The response of EndTxn.
package struct EndTxnResponse: ResponseMessage {
    package static var apiKey: Int16 { 26 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    /// In versions 5+.
    package var producerId: Int64 = -1
    /// In versions 5+.
    package var producerEpoch: Int16 = -1

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        if version >= 5 {
            producerId = reader.int64()
            producerEpoch = reader.int16()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        if version >= 5 {
            writer.int64(producerId)
            writer.int16(producerEpoch)
        }
        writer.noTags(flexible)
    }
}
