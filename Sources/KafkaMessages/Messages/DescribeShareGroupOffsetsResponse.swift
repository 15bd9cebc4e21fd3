// swift-format-ignore-file
// Written by MessageCompiler from Schema/090_DescribeShareGroupOffsets.txt.
package import Bytes

/// The response of DescribeShareGroupOffsets.
package struct DescribeShareGroupOffsetsResponse: ResponseMessage {
    package static var apiKey: Int16 { 90 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var groups: [Groups] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        groups = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.structs(groups, true, version)
        writer.noTags(true)
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var groupId: String = ""
        package var topics: [Topics] = []
        package var errorCode: Int16 = 0
        package var errorMessage: String? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            groupId = reader.string(true)
            topics = reader.structs(true, version)
            errorCode = reader.int16()
            errorMessage = reader.optionalString(true, nullable: true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(groupId, true)
            writer.structs(topics, true, version)
            writer.int16(errorCode)
            writer.optionalString(errorMessage, true, nullable: true)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var topicName: String = ""
            package var topicId: Uuid = .zero
            package var partitions: [Partitions] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topicName = reader.string(true)
                topicId = reader.uuid()
                partitions = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(topicName, true)
                writer.uuid(topicId)
                writer.structs(partitions, true, version)
                writer.noTags(true)
            }

            /// What one of `partitions` holds.
            package struct Partitions: Fields {
                package var partitionIndex: Int32 = 0
                package var startOffset: Int64 = 0
                package var leaderEpoch: Int32 = 0
                /// In versions 1+.
                package var lag: Int64 = -1
                package var errorCode: Int16 = 0
                package var errorMessage: String? = nil

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    partitionIndex = reader.int32()
                    startOffset = reader.int64()
                    leaderEpoch = reader.int32()
                    if version >= 1 {
                        lag = reader.int64()
                    }
                    errorCode = reader.int16()
                    errorMessage = reader.optionalString(true, nullable: true)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(partitionIndex)
                    writer.int64(startOffset)
                    writer.int32(leaderEpoch)
                    if version >= 1 {
                        writer.int64(lag)
                    }
                    writer.int16(errorCode)
                    writer.optionalString(errorMessage, true, nullable: true)
                    writer.noTags(true)
                }
            }
        }
    }
}
