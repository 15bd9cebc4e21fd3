// swift-format-ignore-file
// Written by MessageCompiler from Schema/064_UnregisterBroker.txt.
package import Bytes

/// The response of UnregisterBroker.
package struct UnregisterBrokerResponse: ResponseMessage {
    package static var apiKey: Int16 { 64 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        writer.noTags(true)
    }
}
