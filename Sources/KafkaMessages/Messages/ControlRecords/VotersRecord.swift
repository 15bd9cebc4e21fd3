// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_control.txt.
package import Bytes

/// A message of records_control.txt.
package struct VotersRecord: Message {
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var version: Int16 = 0
    package var voters: [Voters] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        self.version = reader.int16()
        voters = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int16(self.version)
        writer.structs(voters, true, version)
        writer.noTags(true)
    }

    /// What one of `voters` holds.
    package struct Voters: Fields {
        package var voterId: Int32 = 0
        package var voterDirectoryId: Uuid = .zero
        package var endpoints: [Endpoints] = []
        package var kRaftVersionFeature: KRaftVersionFeature = KRaftVersionFeature()

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            voterId = reader.int32()
            voterDirectoryId = reader.uuid()
            endpoints = reader.structs(true, version)
            kRaftVersionFeature = KRaftVersionFeature(fieldsFrom: &reader, version: version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(voterId)
            writer.uuid(voterDirectoryId)
            writer.structs(endpoints, true, version)
            kRaftVersionFeature.encode(to: &writer, version: version)
            writer.noTags(true)
        }

        /// What one of `endpoints` holds.
        package struct Endpoints: Fields {
            package var name: String = ""
            package var host: String = ""
            package var port: UInt16 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                host = reader.string(true)
                port = reader.uint16()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.string(host, true)
                writer.uint16(port)
                writer.noTags(true)
            }
        }

        /// What `kRaftVersionFeature` holds.
        package struct KRaftVersionFeature: Fields {
            package var minSupportedVersion: Int16 = 0
            package var maxSupportedVersion: Int16 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                minSupportedVersion = reader.int16()
                maxSupportedVersion = reader.int16()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int16(minSupportedVersion)
                writer.int16(maxSupportedVersion)
                writer.noTags(true)
            }
        }
    }
}
