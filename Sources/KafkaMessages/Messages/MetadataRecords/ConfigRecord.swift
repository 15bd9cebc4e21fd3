// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct ConfigRecord: TypedMessage {
    package static var recordType: Int16 { 4 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var resourceType: Int8 = 0
    package var resourceName: String = ""
    package var name: String = ""
    package var value: String? = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        resourceType = reader.int8()
        resourceName = reader.string(true)
        name = reader.string(true)
        value = reader.optionalString(true, nullable: true)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int8(resourceType)
        writer.string(resourceName, true)
        writer.string(name, true)
        writer.optionalString(value, true, nullable: true)
        writer.noTags(true)
    }
}
