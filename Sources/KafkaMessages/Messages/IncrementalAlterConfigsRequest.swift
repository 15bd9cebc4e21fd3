// swift-format-ignore-file
// Written by MessageCompiler from Schema/044_IncrementalAlterConfigs.txt.
package import Bytes

/// The request of IncrementalAlterConfigs.
package struct IncrementalAlterConfigsRequest: RequestMessage {
    package typealias Response = IncrementalAlterConfigsResponse
    package static var apiKey: Int16 { 44 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var resources: [Resources] = []
    package var validateOnly: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        resources = reader.structs(flexible, version)
        validateOnly = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
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
            let flexible = version >= 1
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            configs = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.structs(configs, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `configs` holds.
        package struct Configs: Fields {
            package var name: String = ""
            package var configOperation: Int8 = 0
            package var value: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                name = reader.string(flexible)
                configOperation = reader.int8()
                value = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.string(name, flexible)
                writer.int8(configOperation)
                writer.optionalString(value, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
