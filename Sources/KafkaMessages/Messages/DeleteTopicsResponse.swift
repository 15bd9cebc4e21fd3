// swift-format-ignore-file
// Written by MessageCompiler from Schema/020_DeleteTopics.txt.
package import Bytes

/// The response of DeleteTopics.
package struct DeleteTopicsResponse: ResponseMessage {
    package static var apiKey: Int16 { 20 }
    package static var versions: ClosedRange<Int16> { 1...6 }
    package static var flexibleFrom: Int16 { 4 }

    package var throttleTimeMs: Int32 = 0
    package var responses: [Responses] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        throttleTimeMs = reader.int32()
        responses = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.int32(throttleTimeMs)
        writer.structs(responses, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `responses` holds.
    package struct Responses: Fields {
        package var name: String? = ""
        /// In versions 6+.
        package var topicId: Uuid = .zero
        package var errorCode: Int16 = 0
        /// In versions 5+.
        package var errorMessage: String? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            name = reader.optionalString(flexible, nullable: version >= 6)
            if version >= 6 {
                topicId = reader.uuid()
            }
            errorCode = reader.int16()
            if version >= 5 {
                errorMessage = reader.optionalString(true, nullable: true)
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.optionalString(name, flexible, nullable: version >= 6)
            if version >= 6 {
                writer.uuid(topicId)
            }
            writer.int16(errorCode)
            if version >= 5 {
                writer.optionalString(errorMessage, true, nullable: true)
            }
            writer.noTags(flexible)
        }
    }
}
