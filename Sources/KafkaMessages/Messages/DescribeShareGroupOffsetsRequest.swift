// swift-format-ignore-file
// Written by MessageCompiler from Schema/090_DescribeShareGroupOffsets.txt.
package import Bytes

/// The request of DescribeShareGroupOffsets.
package struct DescribeShareGroupOffsetsRequest: RequestMessage {
    package typealias Response = DescribeShareGroupOffsetsResponse
    package static var apiKey: Int16 { 90 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var groups: [Groups] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groups = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(groups, true, version)
        writer.noTags(true)
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var groupId: String = ""
        package var topics: [Topics]? = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            groupId = reader.string(true)
            topics = reader.optionalStructs(true, nullable: true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(groupId, true)
            writer.optionalStructs(topics, true, nullable: true, version)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var topicName: String = ""
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topicName = reader.string(true)
                partitions = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(topicName, true)
                writer.int32s(partitions, true)
                writer.noTags(true)
            }
        }
    }
}
