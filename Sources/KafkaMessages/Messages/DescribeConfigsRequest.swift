// swift-format-ignore-file
// Written by MessageCompiler from Schema/032_DescribeConfigs.txt.
package import Bytes

/// The request of DescribeConfigs.
package struct DescribeConfigsRequest: RequestMessage {
    package typealias Response = DescribeConfigsResponse
    package static var apiKey: Int16 { 32 }
    package static var versions: ClosedRange<Int16> { 1...4 }
    package static var flexibleFrom: Int16 { 4 }

    package var resources: [Resources] = []
    package var includeSynonyms: Bool = false
    /// In versions 3+.
    package var includeDocumentation: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        resources = reader.structs(flexible, version)
        includeSynonyms = reader.bool()
        if version >= 3 {
            includeDocumentation = reader.bool()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.structs(resources, flexible, version)
        writer.bool(includeSynonyms)
        if version >= 3 {
            writer.bool(includeDocumentation)
        }
        writer.noTags(flexible)
    }

    /// What one of `resources` holds.
    package struct Resources: Fields {
        package var resourceType: Int8 = 0
        package var resourceName: String = ""
        package var configurationKeys: [String]? = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            configurationKeys = reader.optionalStrings(flexible, nullable: true)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.optionalStrings(configurationKeys, flexible, nullable: true)
            writer.noTags(flexible)
        }
    }
}
