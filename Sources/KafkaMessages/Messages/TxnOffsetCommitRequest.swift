// swift-format-ignore-file
// Written by MessageCompiler from Schema/028_TxnOffsetCommit.txt.
package import Bytes

/// The request of TxnOffsetCommit.
package struct TxnOffsetCommitRequest: RequestMessage {
    package typealias Response = TxnOffsetCommitResponse
    package static var apiKey: Int16 { 28 }
    package static var versions: ClosedRange<Int16> { 0...5 }
    package static var flexibleFrom: Int16 { 3 }

    package var transactionalId: String = ""
    package var groupId: String = ""
    package var producerId: Int64 = 0
    package var producerEpoch: Int16 = 0
    /// In versions 3+.
    package var generationId: Int32 = -1
    /// In versions 3+.
    package var memberId: String = ""
    /// In versions 3+.
    package var groupInstanceId: String? = nil
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        transactionalId = reader.string(flexible)
        groupId = reader.string(flexible)
        producerId = reader.int64()
        producerEpoch = reader.int16()
        if version >= 3 {
            generationId = reader.int32()
            memberId = reader.string(true)
            groupInstanceId = reader.optionalString(true, nullable: true)
        }
        topics = reader.structs(flexible, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        writer.string(transactionalId, flexible)
        writer.string(groupId, flexible)
        writer.int64(producerId)
        writer.int16(producerEpoch)
        if version >= 3 {
            writer.int32(generationId)
            writer.string(memberId, true)
            writer.optionalString(groupInstanceId, true, nullable: true)
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
            let flexible = version >= 3
            name = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 3
            writer.string(name, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            package var committedOffset: Int64 = 0
            /// In versions 2+.
            package var committedLeaderEpoch: Int32 = -1
            package var committedMetadata: String? = ""

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 3
                partitionIndex = reader.int32()
                committedOffset = reader.int64()
                if version >= 2 {
                    committedLeaderEpoch = reader.int32()
                }
                committedMetadata = reader.optionalString(flexible, nullable: true)
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 3
                writer.int32(partitionIndex)
                writer.int64(committedOffset)
                if version >= 2 {
                    writer.int32(committedLeaderEpoch)
                }
                writer.optionalString(committedMetadata, flexible, nullable: true)
                writer.noTags(flexible)
            }
        }
    }
}
