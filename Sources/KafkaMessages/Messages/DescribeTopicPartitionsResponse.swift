// swift-format-ignore-file
// Written by MessageCompiler from Schema/075_DescribeTopicPartitions.txt.
package import Bytes

/// The response of DescribeTopicPartitions.
package struct DescribeTopicPartitionsResponse: ResponseMessage {
    package static var apiKey: Int16 { 75 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var topics: [Topics] = []
    package var nextCursor: NextCursor? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        topics = reader.structs(true, version)
        nextCursor = reader.optionalStruct(version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.structs(topics, true, version)
        writer.optionalStruct(nextCursor, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var errorCode: Int16 = 0
        package var name: String? = ""
        package var topicId: Uuid = .zero
        package var isInternal: Bool = false
        package var partitions: [Partitions] = []
        package var topicAuthorizedOperations: Int32 = -2147483648

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            errorCode = reader.int16()
            name = reader.optionalString(true, nullable: true)
            topicId = reader.uuid()
            isInternal = reader.bool()
            partitions = reader.structs(true, version)
            topicAuthorizedOperations = reader.int32()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int16(errorCode)
            writer.optionalString(name, true, nullable: true)
            writer.uuid(topicId)
            writer.bool(isInternal)
            writer.structs(partitions, true, version)
            writer.int32(topicAuthorizedOperations)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var errorCode: Int16 = 0
            package var partitionIndex: Int32 = 0
            package var leaderId: Int32 = 0
            package var leaderEpoch: Int32 = -1
            package var replicaNodes: [Int32] = []
            package var isrNodes: [Int32] = []
            package var eligibleLeaderReplicas: [Int32]? = nil
            package var lastKnownElr: [Int32]? = nil
            package var offlineReplicas: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                errorCode = reader.int16()
                partitionIndex = reader.int32()
                leaderId = reader.int32()
                leaderEpoch = reader.int32()
                replicaNodes = reader.int32s(true)
                isrNodes = reader.int32s(true)
                eligibleLeaderReplicas = reader.optionalInt32s(true, nullable: true)
                lastKnownElr = reader.optionalInt32s(true, nullable: true)
                offlineReplicas = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int16(errorCode)
                writer.int32(partitionIndex)
                writer.int32(leaderId)
                writer.int32(leaderEpoch)
                writer.int32s(replicaNodes, true)
                writer.int32s(isrNodes, true)
                writer.optionalInt32s(eligibleLeaderReplicas, true, nullable: true)
                writer.optionalInt32s(lastKnownElr, true, nullable: true)
                writer.int32s(offlineReplicas, true)
                writer.noTags(true)
            }
        }
    }

    /// What `nextCursor` holds.
    package struct NextCursor: Fields {
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
