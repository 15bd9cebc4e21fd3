// swift-format-ignore-file
// Written by MessageCompiler from Schema/036_SaslAuthenticate.txt.
package import Bytes

/// The request of SaslAuthenticate.
package struct SaslAuthenticateRequest: RequestMessage {
    package typealias Response = SaslAuthenticateResponse
    package static var apiKey: Int16 { 36 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var authBytes: [UInt8] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        authBytes = reader.bytes(flexible)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.bytes(authBytes, flexible)
        writer.noTags(flexible)
    }
}
