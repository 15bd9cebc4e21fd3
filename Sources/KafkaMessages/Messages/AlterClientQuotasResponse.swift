// swift-format-ignore-file
// Written by MessageCompiler from Schema/049_AlterClientQuotas.txt.
package import Bytes

/// The response of AlterClientQuotas.
package struct AlterClientQuotasResponse: ResponseMessage {
    package static var apiKey: Int16 { 49 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var throttleTimeMs: Int32 = 0
    package var entries: [Entries] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        throttleTimeMs = reader.int32()
        entries = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.int32(throttleTimeMs)
        writer.structs(entries, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `entries` holds.
    package struct Entries: Fields {
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""
        package var entity: [Entity] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            errorCode = reader.int16()
            errorMessage = reader.optionalString(flexible, nullable: true)
            entity = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.int16(errorCode)
            writer.optionalString(errorMessage, flexible, nullable: true)
            writer.structs(entity, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `entity` holds.
        package struct Entity: Fields {
            package var entityType: String = ""
            package var entityName: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                entityType = reader.string(flexible)
                entityName = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.string(entityType, flexible)
                writer.optionalString(entityName, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
