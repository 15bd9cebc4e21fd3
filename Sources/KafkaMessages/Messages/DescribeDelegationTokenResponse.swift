// swift-format-ignore-file
// Written by MessageCompiler from Schema/041_DescribeDelegationToken.txt.
package import Bytes

/// The response of DescribeDelegationToken.
package struct DescribeDelegationTokenResponse: ResponseMessage {
    package static var apiKey: Int16 { 41 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var errorCode: Int16 = 0
    package var tokens: [Tokens] = []
    package var throttleTimeMs: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        errorCode = reader.int16()
        tokens = reader.structs(flexible, version)
        throttleTimeMs = reader.int32()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int16(errorCode)
        writer.structs(tokens, flexible, version)
        writer.int32(throttleTimeMs)
        writer.noTags(flexible)
    }

    /// What one of `tokens` holds.
    package struct Tokens: Fields {
        package var principalType: String = ""
        package var principalName: String = ""
        /// In versions 3+.
        package var tokenRequesterPrincipalType: String = ""
        /// In versions 3+.
        package var tokenRequesterPrincipalName: String = ""
        package var issueTimestamp: Int64 = 0
        package var expiryTimestamp: Int64 = 0
        package var maxTimestamp: Int64 = 0
        package var tokenId: String = ""
        package var hmac: [UInt8] = []
        package var renewers: [Renewers] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            principalType = reader.string(flexible)
            principalName = reader.string(flexible)
            if version >= 3 {
                tokenRequesterPrincipalType = reader.string(true)
                tokenRequesterPrincipalName = reader.string(true)
            }
            issueTimestamp = reader.int64()
            expiryTimestamp = reader.int64()
            maxTimestamp = reader.int64()
            tokenId = reader.string(flexible)
            hmac = reader.bytes(flexible)
            renewers = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(principalType, flexible)
            writer.string(principalName, flexible)
            if version >= 3 {
                writer.string(tokenRequesterPrincipalType, true)
                writer.string(tokenRequesterPrincipalName, true)
            }
            writer.int64(issueTimestamp)
            writer.int64(expiryTimestamp)
            writer.int64(maxTimestamp)
            writer.string(tokenId, flexible)
            writer.bytes(hmac, flexible)
            writer.structs(renewers, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `renewers` holds.
        package struct Renewers: Fields {
            package var principalType: String = ""
            package var principalName: String = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                principalType = reader.string(flexible)
                principalName = reader.string(flexible)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.string(principalType, flexible)
                writer.string(principalName, flexible)
                writer.noTags(flexible)
            }
        }
    }
}
