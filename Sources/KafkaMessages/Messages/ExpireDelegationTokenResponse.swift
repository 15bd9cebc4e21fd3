// swift-format-ignore-file
// Written by MessageCompiler from Schema/040_ExpireDelegationToken.txt.
package import Bytes

/// The response of ExpireDelegationToken.
package struct ExpireDelegationTokenResponse: ResponseMessage {
    package static var apiKey: Int16 { 40 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var errorCode: Int16 = 0
    package var expiryTimestampMs: Int64 = 0
    package var throttleTimeMs: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        errorCode = reader.int16()
        expiryTimestampMs = reader.int64()
        throttleTimeMs = reader.int32()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int16(errorCode)
        writer.int64(expiryTimestampMs)
        writer.int32(throttleTimeMs)
        writer.noTags(flexible)
    }
}
