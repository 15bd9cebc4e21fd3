// swift-format-ignore-file
// Written by MessageCompiler from Schema/076_ShareGroupHeartbeat.txt.
package import Bytes

/// The response of ShareGroupHeartbeat.
package struct ShareGroupHeartbeatResponse: ResponseMessage {
    package static var apiKey: Int16 { 76 }
    package static var versions: ClosedRange<Int16> { 1...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = nil
    package var memberId: String? = nil
    package var memberEpoch: Int32 = 0
    package var heartbeatIntervalMs: Int32 = 0
    package var assignment: Assignment? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        memberId = reader.optionalString(true, nullable: true)
        memberEpoch = reader.int32()
        heartbeatIntervalMs = reader.int32()
        assignment = reader.optionalStruct(version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        writer.optionalString(memberId, true, nullable: true)
        writer.int32(memberEpoch)
        writer.int32(heartbeatIntervalMs)
        writer.optionalStruct(assignment, version)
        writer.noTags(true)
    }

    /// What `assignment` holds.
    package struct Assignment: Fields {
        package var topicPartitions: [TopicPartitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicPartitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.structs(topicPartitions, true, version)
            writer.noTags(true)
        }

        /// What one of `topicPartitions` holds.
        package struct TopicPartitions: Fields {
            package var topicId: Uuid = .zero
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topicId = reader.uuid()
                partitions = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.uuid(topicId)
                writer.int32s(partitions, true)
                writer.noTags(true)
            }
        }
    }
}
