// swift-format-ignore-file
// Written by MessageCompiler from Schema/092_DeleteShareGroupOffsets.txt.
package import Bytes

/// The request of DeleteShareGroupOffsets.
package struct DeleteShareGroupOffsetsRequest: RequestMessage {
    package typealias Response = DeleteShareGroupOffsetsResponse
    package static var apiKey: Int16 { 92 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var groupId: String = ""
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.string(true)
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(groupId, true)
        writer.structs(topics, true, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var topicName: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicName = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(topicName, true)
            writer.noTags(true)
        }
    }
}
