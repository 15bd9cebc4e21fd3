// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct AccessControlEntryRecord: TypedMessage {
    package static var recordType: Int16 { 18 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var id: Uuid = .zero
    package var resourceType: Int8 = 0
    package var resourceName: String = ""
    package var patternType: Int8 = 0
    package var principal: String = ""
    package var host: String = ""
    package var operation: Int8 = 0
    package var permissionType: Int8 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        id = reader.uuid()
        resourceType = reader.int8()
        resourceName = reader.string(true)
        patternType = reader.int8()
        principal = reader.string(true)
        host = reader.string(true)
        operation = reader.int8()
        permissionType = reader.int8()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.uuid(id)
        writer.int8(resourceType)
        writer.string(resourceName, true)
        writer.int8(patternType)
        writer.string(principal, true)
        writer.string(host, true)
        writer.int8(operation)
        writer.int8(permissionType)
        writer.noTags(true)
    }
}
