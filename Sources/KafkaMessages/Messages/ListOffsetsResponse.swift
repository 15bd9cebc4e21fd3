// swift-format-ignore-file
// Written by MessageCompiler from Schema/002_ListOffsets.txt.
package import Bytes

/// The response of ListOffsets.
package struct ListOffsetsResponse: ResponseMessage {
    package static var apiKey: Int16 { 2 }
    package static var versions: ClosedRange<Int16> { 1...11 }
    package static var flexibleFrom: Int16 { 6 }

    /// In versions 2+.
    package var throttleTimeMs: Int32 = 0
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 6
        if version >= 2 {
            throttleTimeMs = reader.int32()
        }
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 6
        if version >= 2 {
            writer.int32(throttleTimeMs)
        }
        writer.structs(topics, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 6
            name = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 6
            writer.string(name, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0
            package var timestamp: Int64 = -1
            package var offset: Int64 = -1
            /// In versions 4+.
            package var leaderEpoch: Int32 = -1

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 6
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                timestamp = reader.int64()
                offset = reader.int64()
                if version >= 4 {
                    leaderEpoch = reader.int32()
                }
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 6
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.int64(timestamp)
                writer.int64(offset)
                if version >= 4 {
                    writer.int32(leaderEpoch)
                }
                writer.noTags(flexible)
            }
        }
    }
}
