// swift-format-ignore-file
// Written by MessageCompiler from Schema/038_CreateDelegationToken.txt.
package import Bytes

/// The response of CreateDelegationToken.
package struct CreateDelegationTokenResponse: ResponseMessage {
    package static var apiKey: Int16 { 38 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var errorCode: Int16 = 0
    package var principalType: String = ""
    package var principalName: String = ""
    /// In versions 3+.
    package var tokenRequesterPrincipalType: String = ""
    /// In versions 3+.
    package var tokenRequesterPrincipalName: String = ""
    package var issueTimestampMs: Int64 = 0
    package var expiryTimestampMs: Int64 = 0
    package var maxTimestampMs: Int64 = 0
    package var tokenId: String = ""
    package var hmac: [UInt8] = []
    package var throttleTimeMs: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        errorCode = reader.int16()
        principalType = reader.string(flexible)
        principalName = reader.string(flexible)
        if version >= 3 {
            tokenRequesterPrincipalType = reader.string(true)
            tokenRequesterPrincipalName = reader.string(true)
        }
        issueTimestampMs = reader.int64()
        expiryTimestampMs = reader.int64()
        maxTimestampMs = reader.int64()
        tokenId = reader.string(flexible)
        hmac = reader.bytes(flexible)
        throttleTimeMs = reader.int32()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int16(errorCode)
        writer.string(principalType, flexible)
        writer.string(principalName, flexible)
        if version >= 3 {
            writer.string(tokenRequesterPrincipalType, true)
            writer.string(tokenRequesterPrincipalName, true)
        }
        writer.int64(issueTimestampMs)
        writer.int64(expiryTimestampMs)
        writer.int64(maxTimestampMs)
        writer.string(tokenId, flexible)
        writer.bytes(hmac, flexible)
        writer.int32(throttleTimeMs)
        writer.noTags(flexible)
    }
}
