// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct ClientQuotaRecord: TypedMessage {
    package static var recordType: Int16 { 14 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var entity: [Entity] = []
    package var key: String = ""
    package var value: Double = 0
    package var remove: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        entity = reader.structs(true, version)
        key = reader.string(true)
        value = reader.float64()
        remove = reader.bool()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(entity, true, version)
        writer.string(key, true)
        writer.float64(value)
        writer.bool(remove)
        writer.noTags(true)
    }

    /// What one of `entity` holds.
    package struct Entity: Fields {
        package var entityType: String = ""
        package var entityName: String? = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            entityType = reader.string(true)
            entityName = reader.optionalString(true, nullable: true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(entityType, true)
            writer.optionalString(entityName, true, nullable: true)
            writer.noTags(true)
        }
    }
}
