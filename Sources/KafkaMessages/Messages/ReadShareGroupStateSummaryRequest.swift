// swift-format-ignore-file
// Written by MessageCompiler from Schema/087_ReadShareGroupStateSummary.txt.
package import Bytes

/// The request of ReadShareGroupStateSummary.
package struct ReadShareGroupStateSummaryRequest: RequestMessage {
    package typealias Response = ReadShareGroupStateSummaryResponse
    package static var apiKey: Int16 { 87 }
    package static var versions: ClosedRange<Int16> { 0...1 }
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
        package var topicId: Uuid = .zero
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            partitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.structs(partitions, true, version)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partition: Int32 = 0
            package var leaderEpoch: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partition = reader.int32()
                leaderEpoch = reader.int32()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partition)
                writer.int32(leaderEpoch)
                writer.noTags(true)
            }
        }
    }
}
