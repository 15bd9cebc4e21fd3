// swift-format-ignore-file
// Written by MessageCompiler from Schema/033_AlterConfigs.txt.
package import Bytes

/// The response of AlterConfigs.
package struct AlterConfigsResponse: ResponseMessage {
    package static var apiKey: Int16 { 33 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var responses: [Responses] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        responses = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        writer.structs(responses, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `responses` holds.
    package struct Responses: Fields {
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""
        package var resourceType: Int8 = 0
        package var resourceName: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            errorCode = reader.int16()
            errorMessage = reader.optionalString(flexible, nullable: true)
            resourceType = reader.int8()
            resourceName = reader.string(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int16(errorCode)
            writer.optionalString(errorMessage, flexible, nullable: true)
            writer.int8(resourceType)
            writer.string(resourceName, flexible)
            writer.noTags(flexible)
        }
    }
}
