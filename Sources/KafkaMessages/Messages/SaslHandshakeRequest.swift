// swift-format-ignore-file
// Written by MessageCompiler from Schema/017_SaslHandshake.txt.
package import Bytes

/// The request of SaslHandshake.
package struct SaslHandshakeRequest: RequestMessage {
    package typealias Response = SaslHandshakeResponse
    package static var apiKey: Int16 { 17 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { .max }

    package var mechanism: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        mechanism = reader.string(false)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(mechanism, false)
    }
}
