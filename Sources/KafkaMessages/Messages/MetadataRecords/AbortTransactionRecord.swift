// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct AbortTransactionRecord: TypedMessage {
    package static var recordType: Int16 { 25 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var reason: String? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: reason = reader.optionalString(true, nullable: true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        var tags = writer.tags()
        if reason != nil {
            writer.begin(0, &tags)
            writer.optionalString(reason, true, nullable: true)
            writer.end(&tags)
        }
    }
}
