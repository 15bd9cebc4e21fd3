// swift-format-ignore-file
// Written by MessageCompiler from Schema/030_CreateAcls.txt.
package import Bytes

/// The response of CreateAcls.
package struct CreateAclsResponse: ResponseMessage {
    package static var apiKey: Int16 { 30 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        throttleTimeMs = reader.int32()
        results = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.int32(throttleTimeMs)
        writer.structs(results, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            errorCode = reader.int16()
            errorMessage = reader.optionalString(flexible, nullable: true)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.int16(errorCode)
            writer.optionalString(errorMessage, flexible, nullable: true)
            writer.noTags(flexible)
        }
    }
}
