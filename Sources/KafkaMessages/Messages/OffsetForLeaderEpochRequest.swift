// swift-format-ignore-file
// Written by MessageCompiler from Schema/023_OffsetForLeaderEpoch.txt.
package import Bytes

/// The request of OffsetForLeaderEpoch.
package struct OffsetForLeaderEpochRequest: RequestMessage {
    package typealias Response = OffsetForLeaderEpochResponse
    package static var apiKey: Int16 { 23 }
    package static var versions: ClosedRange<Int16> { 2...4 }
    package static var flexibleFrom: Int16 { 4 }

    /// In versions 3+.
    package var replicaId: Int32 = -2
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 4
        if version >= 3 {
            replicaId = reader.int32()
        }
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 4
        if version >= 3 {
            writer.int32(replicaId)
        }
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
            package var partition: Int32 = 0
            package var currentLeaderEpoch: Int32 = -1
            package var leaderEpoch: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 4
                partition = reader.int32()
                currentLeaderEpoch = reader.int32()
                leaderEpoch = reader.int32()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 4
                writer.int32(partition)
                writer.int32(currentLeaderEpoch)
                writer.int32(leaderEpoch)
                writer.noTags(flexible)
            }
        }
    }
}
