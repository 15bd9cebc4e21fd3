// swift-format-ignore-file
// Written by MessageCompiler from Schema/042_DeleteGroups.txt.
package import Bytes

/// The response of DeleteGroups.
package struct DeleteGroupsResponse: ResponseMessage {
    package static var apiKey: Int16 { 42 }
    package static var versions: ClosedRange<Int16> { 0...2 }
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
        package var groupId: String = ""
        package var errorCode: Int16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            groupId = reader.string(flexible)
            errorCode = reader.int16()
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(groupId, flexible)
            writer.int16(errorCode)
            writer.noTags(flexible)
        }
    }
}
