// swift-format-ignore-file
// Written by MessageCompiler from Schema/082_UpdateRaftVoter.txt.
package import Bytes

/// The request of UpdateRaftVoter.
package struct UpdateRaftVoterRequest: RequestMessage {
    package typealias Response = UpdateRaftVoterResponse
    package static var apiKey: Int16 { 82 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var clusterId: String? = ""
    package var currentLeaderEpoch: Int32 = 0
    package var voterId: Int32 = 0
    package var voterDirectoryId: Uuid = .zero
    package var listeners: [Listeners] = []
    package var kRaftVersionFeature: KRaftVersionFeature = KRaftVersionFeature()

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        clusterId = reader.optionalString(true, nullable: true)
        currentLeaderEpoch = reader.int32()
        voterId = reader.int32()
        voterDirectoryId = reader.uuid()
        listeners = reader.structs(true, version)
        kRaftVersionFeature = KRaftVersionFeature(fieldsFrom: &reader, version: version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalString(clusterId, true, nullable: true)
        writer.int32(currentLeaderEpoch)
        writer.int32(voterId)
        writer.uuid(voterDirectoryId)
        writer.structs(listeners, true, version)
        kRaftVersionFeature.encode(to: &writer, version: version)
        writer.noTags(true)
    }

    /// What one of `listeners` holds.
    package struct Listeners: Fields {
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
