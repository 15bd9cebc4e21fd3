// swift-format-ignore-file
// Written by MessageCompiler from Schema/048_DescribeClientQuotas.txt.
package import Bytes

/// The response of DescribeClientQuotas.
package struct DescribeClientQuotasResponse: ResponseMessage {
    package static var apiKey: Int16 { 48 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""
    package var entries: [Entries]? = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(flexible, nullable: true)
        entries = reader.optionalStructs(flexible, nullable: true, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, flexible, nullable: true)
        writer.optionalStructs(entries, flexible, nullable: true, version)
        writer.noTags(flexible)
    }

    /// What one of `entries` holds.
    package struct Entries: Fields {
        package var entity: [Entity] = []
        package var values: [Values] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            entity = reader.structs(flexible, version)
            values = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.structs(entity, flexible, version)
            writer.structs(values, flexible, version)
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

        /// What one of `values` holds.
        package struct Values: Fields {
            package var key: String = ""
            package var value: Double = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                key = reader.string(flexible)
                value = reader.float64()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.string(key, flexible)
                writer.float64(value)
                writer.noTags(flexible)
            }
        }
    }
}
