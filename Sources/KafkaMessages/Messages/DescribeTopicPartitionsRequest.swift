// swift-format-ignore-file
// Written by MessageCompiler from Schema/075_DescribeTopicPartitions.txt.
package import Bytes

/// The request of DescribeTopicPartitions.
package struct DescribeTopicPartitionsRequest: RequestMessage {
    package typealias Response = DescribeTopicPartitionsResponse
    package static var apiKey: Int16 { 75 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var topics: [Topics] = []
    package var responsePartitionLimit: Int32 = 2000
    package var cursor: Cursor? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        topics = reader.structs(true, version)
        responsePartitionLimit = reader.int32()
        cursor = reader.optionalStruct(version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(topics, true, version)
        writer.int32(responsePartitionLimit)
        writer.optionalStruct(cursor, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.noTags(true)
        }
    }

    /// What `cursor` holds.
    package struct Cursor: Fields {
        package var topicName: String = ""
        package var partitionIndex: Int32 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicName = reader.string(true)
            partitionIndex = reader.int32()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(topicName, true)
            writer.int32(partitionIndex)
            writer.noTags(true)
        }
    }
}
