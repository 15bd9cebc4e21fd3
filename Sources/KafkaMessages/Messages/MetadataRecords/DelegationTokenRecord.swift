// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct DelegationTokenRecord: TypedMessage {
    package static var recordType: Int16 { 10 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var owner: String = ""
    package var requester: String = ""
    package var renewers: [String] = []
    package var issueTimestamp: Int64 = 0
    package var maxTimestamp: Int64 = 0
    package var expirationTimestamp: Int64 = 0
    package var tokenId: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        owner = reader.string(true)
        requester = reader.string(true)
        renewers = reader.strings(true)
        issueTimestamp = reader.int64()
        maxTimestamp = reader.int64()
        expirationTimestamp = reader.int64()
        tokenId = reader.string(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(owner, true)
        writer.string(requester, true)
        writer.strings(renewers, true)
        writer.int64(issueTimestamp)
        writer.int64(maxTimestamp)
        writer.int64(expirationTimestamp)
        writer.string(tokenId, true)
        writer.noTags(true)
    }
}
