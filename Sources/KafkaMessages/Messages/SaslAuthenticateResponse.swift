// swift-format-ignore-file
// Written by MessageCompiler from Schema/036_SaslAuthenticate.txt.
package import Bytes

/// The response of SaslAuthenticate.
package struct SaslAuthenticateResponse: ResponseMessage {
    package static var apiKey: Int16 { 36 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""
    package var authBytes: [UInt8] = []
    /// In versions 1+.
    package var sessionLifetimeMs: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        errorCode = reader.int16()
        errorMessage = reader.optionalString(flexible, nullable: true)
        authBytes = reader.bytes(flexible)
        if version >= 1 {
            sessionLifetimeMs = reader.int64()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int16(errorCode)
        writer.optionalString(errorMessage, flexible, nullable: true)
        writer.bytes(authBytes, flexible)
        if version >= 1 {
            writer.int64(sessionLifetimeMs)
        }
        writer.noTags(flexible)
    }
}
