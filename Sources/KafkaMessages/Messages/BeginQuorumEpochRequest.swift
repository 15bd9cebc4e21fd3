// swift-format-ignore-file
// Written by MessageCompiler from Schema/053_BeginQuorumEpoch.txt.
package import Bytes

/// The request of BeginQuorumEpoch.
package struct BeginQuorumEpochRequest: RequestMessage {
    package typealias Response = BeginQuorumEpochResponse
    package static var apiKey: Int16 { 53 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var clusterId: String? = nil
    /// In versions 1+.
    package var voterId: Int32 = -1
    package var topics: [Topics] = []
    /// In versions 1+.
    package var leaderEndpoints: [LeaderEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        clusterId = reader.optionalString(flexible, nullable: true)
        if version >= 1 {
            voterId = reader.int32()
        }
        topics = reader.structs(flexible, version)
        if version >= 1 {
            leaderEndpoints = reader.structs(true, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.optionalString(clusterId, flexible, nullable: true)
        if version >= 1 {
            writer.int32(voterId)
        }
        writer.structs(topics, flexible, version)
        if version >= 1 {
            writer.structs(leaderEndpoints, true, version)
        }
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var topicName: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 1
            topicName = reader.string(flexible)
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 1
            writer.string(topicName, flexible)
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partitionIndex: Int32 = 0
            /// In versions 1+.
            package var voterDirectoryId: Uuid = .zero
            package var leaderId: Int32 = 0
            package var leaderEpoch: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                partitionIndex = reader.int32()
                if version >= 1 {
                    voterDirectoryId = reader.uuid()
                }
                leaderId = reader.int32()
                leaderEpoch = reader.int32()
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.int32(partitionIndex)
                if version >= 1 {
                    writer.uuid(voterDirectoryId)
                }
                writer.int32(leaderId)
                writer.int32(leaderEpoch)
                writer.noTags(flexible)
            }
        }
    }

    /// What one of `leaderEndpoints` holds.
    package struct LeaderEndpoints: Fields {
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
}
