// swift-format-ignore-file
// Written by MessageCompiler from Schema/017_SaslHandshake.txt.
package import Bytes

/// The response of SaslHandshake.
package struct SaslHandshakeResponse: ResponseMessage {
    package static var apiKey: Int16 { 17 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { .max }

    package var errorCode: Int16 = 0
    package var mechanisms: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        errorCode = reader.int16()
        mechanisms = reader.strings(false)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int16(errorCode)
        writer.strings(mechanisms, false)
    }
}
