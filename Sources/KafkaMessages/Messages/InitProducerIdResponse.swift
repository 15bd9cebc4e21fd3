// swift-format-ignore-file
// Written by MessageCompiler from Schema/022_InitProducerId.txt.
package import Bytes

/// The response of InitProducerId.
package struct InitProducerIdResponse: ResponseMessage {
    package static var apiKey: Int16 { 22 }
    package static var versions: ClosedRange<Int16> { 0...6 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var producerId: Int64 = -1
    package var producerEpoch: Int16 = 0
    /// In versions 6+.
    package var ongoingTxnProducerId: Int64 = -1
    /// In versions 6+.
    package var ongoingTxnProducerEpoch: Int16 = -1

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        producerId = reader.int64()
        producerEpoch = reader.int16()
        if version >= 6 {
            ongoingTxnProducerId = reader.int64()
            ongoingTxnProducerEpoch = reader.int16()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.int64(producerId)
        writer.int16(producerEpoch)
        if version >= 6 {
            writer.int64(ongoingTxnProducerId)
            writer.int16(ongoingTxnProducerEpoch)
        }
        writer.noTags(flexible)
    }
}
