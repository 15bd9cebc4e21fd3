// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct BeginTransactionRecord: TypedMessage {
    package static var recordType: Int16 { 23 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var name: String? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: name = reader.optionalString(true, nullable: true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        var tags = writer.tags()
        if name != nil {
            writer.begin(0, &tags)
            writer.optionalString(name, true, nullable: true)
            writer.end(&tags)
        }
    }
}
