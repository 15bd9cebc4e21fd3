// swift-format-ignore-file
// Written by MessageCompiler from Schema/052_Vote.txt.
package import Bytes

/// The request of Vote.
package struct VoteRequest: RequestMessage {
    package typealias Response = VoteResponse
    package static var apiKey: Int16 { 52 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var clusterId: String? = nil
    /// In versions 1+.
    package var voterId: Int32 = -1
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        clusterId = reader.optionalString(true, nullable: true)
        if version >= 1 {
            voterId = reader.int32()
        }
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(clusterId, true, nullable: true)
        if version >= 1 {
            writer.int32(voterId)
        }
        writer.structs(topics, true, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var topicName: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicName = reader.string(true)
            partitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(topicName, true)
            writer.structs(partitions, true, version)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var replicaEpoch: Int32 = 0
            package var replicaId: Int32 = 0
            /// In versions 1+.
            package var replicaDirectoryId: Uuid = .zero
            /// In versions 1+.
            package var voterDirectoryId: Uuid = .zero
            package var lastOffsetEpoch: Int32 = 0
            package var lastOffset: Int64 = 0
            /// In versions 2+.
            package var preVote: Bool = false

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                replicaEpoch = reader.int32()
                replicaId = reader.int32()
                if version >= 1 {
                    replicaDirectoryId = reader.uuid()
                    voterDirectoryId = reader.uuid()
                }
                lastOffsetEpoch = reader.int32()
                lastOffset = reader.int64()
                if version >= 2 {
                    preVote = reader.bool()
                }
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int32(replicaEpoch)
                writer.int32(replicaId)
                if version >= 1 {
                    writer.uuid(replicaDirectoryId)
                    writer.uuid(voterDirectoryId)
                }
                writer.int32(lastOffsetEpoch)
                writer.int64(lastOffset)
                if version >= 2 {
                    writer.bool(preVote)
                }
                writer.noTags(true)
            }
        }
    }
}
