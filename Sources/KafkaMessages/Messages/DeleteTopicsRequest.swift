// swift-format-ignore-file
// Written by MessageCompiler from Schema/020_DeleteTopics.txt.
package import Bytes

/// The request of DeleteTopics.
package struct DeleteTopicsRequest: RequestMessage {
    package typealias Response = DeleteTopicsResponse
    package static var apiKey: Int16 { 20 }
    package static var versions: ClosedRange<Int16> { 1...6 }
    package static var flexibleFrom: Int16 { 4 }

    /// In versions 6+.
    package var topics: [Topics] = []
    /// In versions 1-5.
    package var topicNames: [String] = []
    package var timeoutMs: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        if version >= 6 {
            topics = reader.structs(true, version)
        }
        if version <= 5 {
            topicNames = reader.strings(flexible)
        }
        timeoutMs = reader.int32()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        if version >= 6 {
            writer.structs(topics, true, version)
        }
        if version <= 5 {
            writer.strings(topicNames, flexible)
        }
        writer.int32(timeoutMs)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String? = nil
        package var topicId: Uuid = .zero

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.optionalString(true, nullable: true)
            topicId = reader.uuid()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.optionalString(name, true, nullable: true)
            writer.uuid(topicId)
            writer.noTags(true)
        }
    }
}
