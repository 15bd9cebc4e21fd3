// swift-format-ignore-file
// Written by MessageCompiler from Schema/misc_data.txt.
package import Bytes

/// A message of misc_data.txt.
package struct QuorumStateData: Message {
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    /// In versions 0.
    package var clusterId: String = ""
    package var leaderId: Int32 = -1
    package var leaderEpoch: Int32 = -1
    package var votedId: Int32 = -1
    /// In versions 1+.
    package var votedDirectoryId: Uuid = .zero
    /// In versions 0.
    package var appliedOffset: Int64 = 0
    /// In versions 0.
    package var currentVoters: [CurrentVoters]? = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        if version <= 0 {
            clusterId = reader.string(true)
        }
        leaderId = reader.int32()
        leaderEpoch = reader.int32()
        votedId = reader.int32()
        if version >= 1 {
            votedDirectoryId = reader.uuid()
        }
        if version <= 0 {
            appliedOffset = reader.int64()
            currentVoters = reader.optionalStructs(true, nullable: true, version)
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        if version <= 0 {
            writer.string(clusterId, true)
        }
        writer.int32(leaderId)
        writer.int32(leaderEpoch)
        writer.int32(votedId)
        if version >= 1 {
            writer.uuid(votedDirectoryId)
        }
        if version <= 0 {
            writer.int64(appliedOffset)
            writer.optionalStructs(currentVoters, true, nullable: true, version)
        }
        writer.noTags(true)
    }

    /// What one of `currentVoters` holds.
    package struct CurrentVoters: Fields {
        package var voterId: Int32 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            voterId = reader.int32()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(voterId)
            writer.noTags(true)
        }
    }
}
