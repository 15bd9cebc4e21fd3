// swift-format-ignore-file
// Written by MessageCompiler from Schema/033_AlterConfigs.txt.
package import Bytes

/// The request of AlterConfigs.
package struct AlterConfigsRequest: RequestMessage {
    package typealias Response = AlterConfigsResponse
    package static var apiKey: Int16 { 33 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var resources: [Resources] = []
    package var validateOnly: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        resources = reader.structs(flexible, version)
        validateOnly = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.structs(resources, flexible, version)
        writer.bool(validateOnly)
        writer.noTags(flexible)
    }

    /// What one of `resources` holds.
    package struct Resources: Fields {
        package var resourceType: Int8 = 0
        package var resourceName: String = ""
        package var configs: [Configs] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            configs = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.structs(configs, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `configs` holds.
        package struct Configs: Fields {
            package var name: String = ""
            package var value: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                name = reader.string(flexible)
                value = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.string(name, flexible)
                writer.optionalString(value, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
