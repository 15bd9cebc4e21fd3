// swift-format-ignore-file
// Written by MessageCompiler from Schema/002_ListOffsets.txt.
package import Bytes

/// The request of ListOffsets.
package struct ListOffsetsRequest: RequestMessage {
    package typealias Response = ListOffsetsResponse
    package static var apiKey: Int16 { 2 }
    package static var versions: ClosedRange<Int16> { 1...11 }
    package static var flexibleFrom: Int16 { 6 }

    package var replicaId: Int32 = 0
    /// In versions 2+.
    package var isolationLevel: Int8 = 0
    package var topics: [Topics] = []
    /// In versions 10+.
    package var timeoutMs: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 6
        replicaId = reader.int32()
        if version >= 2 {
            isolationLevel = reader.int8()
        }
        topics = reader.structs(flexible, version)
        if version >= 10 {
            timeoutMs = reader.int32()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 6
        writer.int32(replicaId)
        if version >= 2 {
            writer.int8(isolationLevel)
        }
        writer.structs(topics, flexible, version)
        if version >= 10 {
            writer.int32(timeoutMs)
        }
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
            /// In versions 4+.
            package var currentLeaderEpoch: Int32 = -1
            package var timestamp: Int64 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 6
                partitionIndex = reader.int32()
                if version >= 4 {
                    currentLeaderEpoch = reader.int32()
                }
                timestamp = reader.int64()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 6
                writer.int32(partitionIndex)
                if version >= 4 {
                    writer.int32(currentLeaderEpoch)
                }
                writer.int64(timestamp)
                writer.noTags(flexible)
            }
        }
    }
}
