// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_control.txt.
package import Bytes

/// A message of records_control.txt.
package struct LeaderChangeMessage: Message {
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var version: Int16 = 0
    package var leaderId: Int32 = 0
    package var voters: [Voters] = []
    package var grantingVoters: [GrantingVoters] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        self.version = reader.int16()
        leaderId = reader.int32()
        voters = reader.structs(true, version)
        grantingVoters = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int16(self.version)
        writer.int32(leaderId)
        writer.structs(voters, true, version)
        writer.structs(grantingVoters, true, version)
        writer.noTags(true)
    }

    /// What one of `voters` holds.
    package struct Voters: Fields {
        package var voterId: Int32 = 0
        /// In versions 1+.
        package var voterDirectoryId: Uuid = .zero

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            voterId = reader.int32()
            if version >= 1 {
                voterDirectoryId = reader.uuid()
            }
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(voterId)
            if version >= 1 {
                writer.uuid(voterDirectoryId)
            }
            writer.noTags(true)
        }
    }

    /// What one of `grantingVoters` holds.
    package struct GrantingVoters: Fields {
        package var voterId: Int32 = 0
        /// In versions 1+.
        package var voterDirectoryId: Uuid = .zero

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            voterId = reader.int32()
            if version >= 1 {
                voterDirectoryId = reader.uuid()
            }
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(voterId)
            if version >= 1 {
                writer.uuid(voterDirectoryId)
            }
            writer.noTags(true)
        }
    }
}
