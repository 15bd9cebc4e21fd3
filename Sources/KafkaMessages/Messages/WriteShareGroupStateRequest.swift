// swift-format-ignore-file
// Written by MessageCompiler from Schema/085_WriteShareGroupState.txt.
package import Bytes

/// The request of WriteShareGroupState.
package struct WriteShareGroupStateRequest: RequestMessage {
    package typealias Response = WriteShareGroupStateResponse
    package static var apiKey: Int16 { 85 }
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
            package var stateEpoch: Int32 = 0
            package var leaderEpoch: Int32 = 0
            package var startOffset: Int64 = 0
            /// In versions 1+.
            package var deliveryCompleteCount: Int32 = -1
            package var stateBatches: [StateBatches] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partition = reader.int32()
                stateEpoch = reader.int32()
                leaderEpoch = reader.int32()
                startOffset = reader.int64()
                if version >= 1 {
                    deliveryCompleteCount = reader.int32()
                }
                stateBatches = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partition)
                writer.int32(stateEpoch)
                writer.int32(leaderEpoch)
                writer.int64(startOffset)
                if version >= 1 {
                    writer.int32(deliveryCompleteCount)
                }
                writer.structs(stateBatches, true, version)
                writer.noTags(true)
            }

            /// What one of `stateBatches` holds.
            package struct StateBatches: Fields {
                package var firstOffset: Int64 = 0
                package var lastOffset: Int64 = 0
                package var deliveryState: Int8 = 0
                package var deliveryCount: Int16 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    firstOffset = reader.int64()
                    lastOffset = reader.int64()
                    deliveryState = reader.int8()
                    deliveryCount = reader.int16()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int64(firstOffset)
                    writer.int64(lastOffset)
                    writer.int8(deliveryState)
                    writer.int16(deliveryCount)
                    writer.noTags(true)
                }
            }
        }
    }
}
