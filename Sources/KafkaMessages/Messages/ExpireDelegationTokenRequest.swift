// swift-format-ignore-file
// Written by MessageCompiler from Schema/040_ExpireDelegationToken.txt.
package import Bytes

/// The request of ExpireDelegationToken.
package struct ExpireDelegationTokenRequest: RequestMessage {
    package typealias Response = ExpireDelegationTokenResponse
    package static var apiKey: Int16 { 40 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var hmac: [UInt8] = []
    package var expiryTimePeriodMs: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        hmac = reader.bytes(flexible)
        expiryTimePeriodMs = reader.int64()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.bytes(hmac, flexible)
        writer.int64(expiryTimePeriodMs)
        writer.noTags(flexible)
    }
}
