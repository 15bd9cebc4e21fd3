// swift-format-ignore-file
// Written by MessageCompiler from Schema/030_CreateAcls.txt.
package import Bytes

/// The request of CreateAcls.
package struct CreateAclsRequest: RequestMessage {
    package typealias Response = CreateAclsResponse
    package static var apiKey: Int16 { 30 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var creations: [Creations] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        creations = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.structs(creations, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `creations` holds.
    package struct Creations: Fields {
        package var resourceType: Int8 = 0
        package var resourceName: String = ""
        package var resourcePatternType: Int8 = 3
        package var principal: String = ""
        package var host: String = ""
        package var operation: Int8 = 0
        package var permissionType: Int8 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            resourcePatternType = reader.int8()
            principal = reader.string(flexible)
            host = reader.string(flexible)
            operation = reader.int8()
            permissionType = reader.int8()
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.int8(resourcePatternType)
            writer.string(principal, flexible)
            writer.string(host, flexible)
            writer.int8(operation)
            writer.int8(permissionType)
            writer.noTags(flexible)
        }
    }
}
