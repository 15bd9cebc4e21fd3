// swift-format-ignore-file
// Written by MessageCompiler from Schema/049_AlterClientQuotas.txt.
package import Bytes

/// The request of AlterClientQuotas.
package struct AlterClientQuotasRequest: RequestMessage {
    package typealias Response = AlterClientQuotasResponse
    package static var apiKey: Int16 { 49 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var entries: [Entries] = []
    package var validateOnly: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        entries = reader.structs(flexible, version)
        validateOnly = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.structs(entries, flexible, version)
        writer.bool(validateOnly)
        writer.noTags(flexible)
    }

    /// What one of `entries` holds.
    package struct Entries: Fields {
        package var entity: [Entity] = []
        package var ops: [Ops] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            entity = reader.structs(flexible, version)
            ops = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.structs(entity, flexible, version)
            writer.structs(ops, flexible, version)
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

        /// What one of `ops` holds.
        package struct Ops: Fields {
            package var key: String = ""
            package var value: Double = 0
            package var remove: Bool = false

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                key = reader.string(flexible)
                value = reader.float64()
                remove = reader.bool()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.string(key, flexible)
                writer.float64(value)
                writer.bool(remove)
                writer.noTags(flexible)
            }
        }
    }
}
