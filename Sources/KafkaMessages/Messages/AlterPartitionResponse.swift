// swift-format-ignore-file
// Written by MessageCompiler from Schema/056_AlterPartition.txt.
package import Bytes

/// The response of AlterPartition.
package struct AlterPartitionResponse: ResponseMessage {
    package static var apiKey: Int16 { 56 }
    package static var versions: ClosedRange<Int16> { 2...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
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
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0
            package var leaderId: Int32 = 0
            package var leaderEpoch: Int32 = 0
            package var isr: [Int32] = []
            package var leaderRecoveryState: Int8 = 0
            package var partitionEpoch: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                leaderId = reader.int32()
                leaderEpoch = reader.int32()
                isr = reader.int32s(true)
                leaderRecoveryState = reader.int8()
                partitionEpoch = reader.int32()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.int32(leaderId)
                writer.int32(leaderEpoch)
                writer.int32s(isr, true)
                writer.int8(leaderRecoveryState)
                writer.int32(partitionEpoch)
                writer.noTags(true)
            }
        }
    }
}
