// swift-format-ignore-file
// Written by MessageCompiler from Schema/031_DeleteAcls.txt.
package import Bytes

/// The response of DeleteAcls.
package struct DeleteAclsResponse: ResponseMessage {
    package static var apiKey: Int16 { 31 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var filterResults: [FilterResults] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        filterResults = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        writer.structs(filterResults, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `filterResults` holds.
    package struct FilterResults: Fields {
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""
        package var matchingAcls: [MatchingAcls] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            errorCode = reader.int16()
            errorMessage = reader.optionalString(flexible, nullable: true)
            matchingAcls = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int16(errorCode)
            writer.optionalString(errorMessage, flexible, nullable: true)
            writer.structs(matchingAcls, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `matchingAcls` holds.
        package struct MatchingAcls: Fields {
            package var errorCode: Int16 = 0
            package var errorMessage: String? = ""
            package var resourceType: Int8 = 0
            package var resourceName: String = ""
            package var patternType: Int8 = 3
            package var principal: String = ""
            package var host: String = ""
            package var operation: Int8 = 0
            package var permissionType: Int8 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 2
                errorCode = reader.int16()
                errorMessage = reader.optionalString(flexible, nullable: true)
                resourceType = reader.int8()
                resourceName = reader.string(flexible)
                patternType = reader.int8()
                principal = reader.string(flexible)
                host = reader.string(flexible)
                operation = reader.int8()
                permissionType = reader.int8()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 2
                writer.int16(errorCode)
                writer.optionalString(errorMessage, flexible, nullable: true)
                writer.int8(resourceType)
                writer.string(resourceName, flexible)
                writer.int8(patternType)
                writer.string(principal, flexible)
                writer.string(host, flexible)
                writer.int8(operation)
                writer.int8(permissionType)
                writer.noTags(flexible)
            }
        }
    }
}
