// swift-format-ignore-file
// Written by MessageCompiler from Schema/023_OffsetForLeaderEpoch.txt.
package import Bytes

/// The response of OffsetForLeaderEpoch.
package struct OffsetForLeaderEpochResponse: ResponseMessage {
    package static var apiKey: Int16 { 23 }
    package static var versions: ClosedRange<Int16> { 2...4 }
    package static var flexibleFrom: Int16 { 4 }

    package var throttleTimeMs: Int32 = 0
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        throttleTimeMs = reader.int32()
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        writer.int32(throttleTimeMs)
        writer.structs(topics, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var topic: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 4
            topic = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 4
            writer.string(topic, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var errorCode: Int16 = 0
            package var partition: Int32 = 0
            package var leaderEpoch: Int32 = -1
            package var endOffset: Int64 = -1

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 4
                errorCode = reader.int16()
                partition = reader.int32()
                leaderEpoch = reader.int32()
                endOffset = reader.int64()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 4
                writer.int16(errorCode)
                writer.int32(partition)
                writer.int32(leaderEpoch)
                writer.int64(endOffset)
                writer.noTags(flexible)
            }
        }
    }
}
