// swift-format-ignore-file
// Written by MessageCompiler from Schema/032_DescribeConfigs.txt.
package import Bytes

/// The response of DescribeConfigs.
package struct DescribeConfigsResponse: ResponseMessage {
    package static var apiKey: Int16 { 32 }
    package static var versions: ClosedRange<Int16> { 1...4 }
    package static var flexibleFrom: Int16 { 4 }

    package var throttleTimeMs: Int32 = 0
    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        throttleTimeMs = reader.int32()
        results = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.int32(throttleTimeMs)
        writer.structs(results, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""
        package var resourceType: Int8 = 0
        package var resourceName: String = ""
        package var configs: [Configs] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            errorCode = reader.int16()
            errorMessage = reader.optionalString(flexible, nullable: true)
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            configs = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.int16(errorCode)
            writer.optionalString(errorMessage, flexible, nullable: true)
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.structs(configs, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `configs` holds.
        package struct Configs: Fields {
            package var name: String = ""
            package var value: String? = ""
            package var readOnly: Bool = false
            package var configSource: Int8 = -1
            package var isSensitive: Bool = false
            package var synonyms: [Synonyms] = []
            /// In versions 3+.
            package var configType: Int8 = 0
            /// In versions 3+.
            package var documentation: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 4
                name = reader.string(flexible)
                value = reader.optionalString(flexible, nullable: true)
                readOnly = reader.bool()
                configSource = reader.int8()
                isSensitive = reader.bool()
                synonyms = reader.structs(flexible, version)
                if version >= 3 {
                    configType = reader.int8()
                    documentation = reader.optionalString(flexible, nullable: true)
                }
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 4
                writer.string(name, flexible)
                writer.optionalString(value, flexible, nullable: true)
                writer.bool(readOnly)
                writer.int8(configSource)
                writer.bool(isSensitive)
                writer.structs(synonyms, flexible, version)
                if version >= 3 {
                    writer.int8(configType)
                    writer.optionalString(documentation, flexible, nullable: true)
                }
                writer.noTags(flexible)
            }

            /// What one of `synonyms` holds.
            package struct Synonyms: Fields {
                package var name: String = ""
                package var value: String? = ""
                package var source: Int8 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    let flexible = version >= 4
                    name = reader.string(flexible)
                    value = reader.optionalString(flexible, nullable: true)
                    source = reader.int8()
                    reader.skipTags(flexible)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    let flexible = version >= 4
                    writer.string(name, flexible)
                    writer.optionalString(value, flexible, nullable: true)
                    writer.int8(source)
                    writer.noTags(flexible)
                }
            }
        }
    }
}
