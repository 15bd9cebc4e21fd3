// swift-format-ignore-file
// Written by MessageCompiler from Schema/029_DescribeAcls.txt.
package import Bytes

/// The response of DescribeAcls.
package struct DescribeAclsResponse: ResponseMessage {
    package static var apiKey: Int16 { 29 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""
    package var resources: [Resources] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(flexible, nullable: true)
        resources = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, flexible, nullable: true)
        writer.structs(resources, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `resources` holds.
    package struct Resources: Fields {
        package var resourceType: Int8 = 0
        package var resourceName: String = ""
        package var patternType: Int8 = 3
        package var acls: [Acls] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            patternType = reader.int8()
            acls = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.int8(patternType)
            writer.structs(acls, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `acls` holds.
        package struct Acls: Fields {
            package var principal: String = ""
            package var host: String = ""
            package var operation: Int8 = 0
            package var permissionType: Int8 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                principal = reader.string(flexible)
                host = reader.string(flexible)
                operation = reader.int8()
                permissionType = reader.int8()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.string(principal, flexible)
                writer.string(host, flexible)
                writer.int8(operation)
                writer.int8(permissionType)
                writer.noTags(flexible)
            }
        }
    }
}
