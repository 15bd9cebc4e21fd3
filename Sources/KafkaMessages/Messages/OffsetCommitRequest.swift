// swift-format-ignore-file
// Written by MessageCompiler from Schema/008_OffsetCommit.txt.
package import Bytes

/// The request of OffsetCommit.
package struct OffsetCommitRequest: RequestMessage {
    package typealias Response = OffsetCommitResponse
    package static var apiKey: Int16 { 8 }
    package static var versions: ClosedRange<Int16> { 2...10 }
    package static var flexibleFrom: Int16 { 8 }

    package var groupId: String = ""
    package var generationIdOrMemberEpoch: Int32 = -1
    package var memberId: String = ""
    /// In versions 7+.
    package var groupInstanceId: String? = nil
    /// In versions 2-4.
    package var retentionTimeMs: Int64 = -1
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 8
        groupId = reader.string(flexible)
        generationIdOrMemberEpoch = reader.int32()
        memberId = reader.string(flexible)
        if version >= 7 {
            groupInstanceId = reader.optionalString(flexible, nullable: true)
        }
        if version <= 4 {
            retentionTimeMs = reader.int64()
        }
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 8
        writer.string(groupId, flexible)
        writer.int32(generationIdOrMemberEpoch)
        writer.string(memberId, flexible)
        if version >= 7 {
            writer.optionalString(groupInstanceId, flexible, nullable: true)
        }
        if version <= 4 {
            writer.int64(retentionTimeMs)
        }
        writer.structs(topics, flexible, version)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        /// In versions 2-9.
        package var name: String = ""
        /// In versions 10+.
        package var topicId: Uuid = .zero
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 8
            if version <= 9 {
                name = reader.string(flexible)
            }
            if version >= 10 {
                topicId = reader.uuid()
            }
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 8
            if version <= 9 {
                writer.string(name, flexible)
            }
            if version >= 10 {
                writer.uuid(topicId)
            }
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var committedOffset: Int64 = 0
            /// In versions 6+.
            package var committedLeaderEpoch: Int32 = -1
            package var committedMetadata: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 8
                partitionIndex = reader.int32()
                committedOffset = reader.int64()
                if version >= 6 {
                    committedLeaderEpoch = reader.int32()
                }
                committedMetadata = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 8
                writer.int32(partitionIndex)
                writer.int64(committedOffset)
                if version >= 6 {
                    writer.int32(committedLeaderEpoch)
                }
                writer.optionalString(committedMetadata, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
