// swift-format-ignore-file
// Written by MessageCompiler from Schema/039_RenewDelegationToken.txt.
package import Bytes

/// The request of RenewDelegationToken.
package struct RenewDelegationTokenRequest: RequestMessage {
    package typealias Response = RenewDelegationTokenResponse
    package static var apiKey: Int16 { 39 }
    package static var versions: ClosedRange<Int16> { 1...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var hmac: [UInt8] = []
    package var renewPeriodMs: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        hmac = reader.bytes(flexible)
        renewPeriodMs = reader.int64()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.bytes(hmac, flexible)
        writer.int64(renewPeriodMs)
        writer.noTags(flexible)
    }
}
