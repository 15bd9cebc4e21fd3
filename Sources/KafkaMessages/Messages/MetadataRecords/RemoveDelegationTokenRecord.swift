// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct RemoveDelegationTokenRecord: TypedMessage {
    package static var recordType: Int16 { 26 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var tokenId: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        tokenId = reader.string(true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(tokenId, true)
        writer.noTags(true)
    }
}
