// swift-format-ignore-file
// Written by MessageCompiler from Schema/067_AllocateProducerIds.txt.
package import Bytes

/// The response of AllocateProducerIds.
package struct AllocateProducerIdsResponse: ResponseMessage {
    package static var apiKey: Int16 { 67 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var producerIdStart: Int64 = 0
    package var producerIdLen: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        producerIdStart = reader.int64()
        producerIdLen = reader.int32()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.int64(producerIdStart)
        writer.int32(producerIdLen)
        writer.noTags(true)
    }
}
