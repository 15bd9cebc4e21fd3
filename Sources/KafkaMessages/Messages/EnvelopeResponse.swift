// swift-format-ignore-file
// Written by MessageCompiler from Schema/058_Envelope.txt.
package import Bytes

/// The response of Envelope.
package struct EnvelopeResponse: ResponseMessage {
    package static var apiKey: Int16 { 58 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var responseData: [UInt8]? = nil
    package var errorCode: Int16 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        responseData = reader.optionalBytes(true, nullable: true)
        errorCode = reader.int16()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalBytes(responseData, true, nullable: true)
        writer.int16(errorCode)
        writer.noTags(true)
    }
}
