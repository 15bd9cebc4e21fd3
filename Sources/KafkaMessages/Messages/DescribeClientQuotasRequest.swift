// swift-format-ignore-file
// Written by MessageCompiler from Schema/048_DescribeClientQuotas.txt.
package import Bytes

/// The request of DescribeClientQuotas.
package struct DescribeClientQuotasRequest: RequestMessage {
    package typealias Response = DescribeClientQuotasResponse
    package static var apiKey: Int16 { 48 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var components: [Components] = []
    package var strict: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        components = reader.structs(flexible, version)
        strict = reader.bool()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.structs(components, flexible, version)
        writer.bool(strict)
        writer.noTags(flexible)
    }

    /// What one of `components` holds.
    package struct Components: Fields {
        package var entityType: String = ""
        package var matchType: Int8 = 0
        package var match: String? = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            entityType = reader.string(flexible)
            matchType = reader.int8()
            match = reader.optionalString(flexible, nullable: true)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.string(entityType, flexible)
            writer.int8(matchType)
            writer.optionalString(match, flexible, nullable: true)
            writer.noTags(flexible)
        }
    }
}
