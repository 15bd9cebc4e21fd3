// swift-format-ignore-file
// Written by MessageCompiler from Schema/031_DeleteAcls.txt.
package import Bytes

/// The request of DeleteAcls.
package struct DeleteAclsRequest: RequestMessage {
    package typealias Response = DeleteAclsResponse
    package static var apiKey: Int16 { 31 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var filters: [Filters] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        filters = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.structs(filters, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `filters` holds.
    package struct Filters: Fields {
        package var resourceTypeFilter: Int8 = 0
        package var resourceNameFilter: String? = ""
        package var patternTypeFilter: Int8 = 3
        package var principalFilter: String? = ""
        package var hostFilter: String? = ""
        package var operation: Int8 = 0
        package var permissionType: Int8 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            resourceTypeFilter = reader.int8()
            resourceNameFilter = reader.optionalString(flexible, nullable: true)
            patternTypeFilter = reader.int8()
            principalFilter = reader.optionalString(flexible, nullable: true)
            hostFilter = reader.optionalString(flexible, nullable: true)
            operation = reader.int8()
            permissionType = reader.int8()
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int8(resourceTypeFilter)
            writer.optionalString(resourceNameFilter, flexible, nullable: true)
            writer.int8(patternTypeFilter)
            writer.optionalString(principalFilter, flexible, nullable: true)
            writer.optionalString(hostFilter, flexible, nullable: true)
            writer.int8(operation)
            writer.int8(permissionType)
            writer.noTags(flexible)
        }
    }
}
