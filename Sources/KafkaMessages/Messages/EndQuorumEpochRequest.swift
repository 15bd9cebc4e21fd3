// swift-format-ignore-file
// Written by MessageCompiler from Schema/054_EndQuorumEpoch.txt.
package import Bytes

/// The request of EndQuorumEpoch.
package struct EndQuorumEpochRequest: RequestMessage {
    package typealias Response = EndQuorumEpochResponse
    package static var apiKey: Int16 { 54 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 1 }

    package var clusterId: String? = nil
    package var topics: [Topics] = []
    /// In versions 1+.
    package var leaderEndpoints: [LeaderEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 1
        clusterId = reader.optionalString(flexible, nullable: true)
        topics = reader.structs(flexible, version)
        if version >= 1 {
            leaderEndpoints = reader.structs(true, version)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 1
        writer.optionalString(clusterId, flexible, nullable: true)
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
            package var leaderId: Int32 = 0
            package var leaderEpoch: Int32 = 0
            /// In versions 0.
            package var preferredSuccessors: [Int32] = []
            /// In versions 1+.
            package var preferredCandidates: [PreferredCandidates] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 1
                partitionIndex = reader.int32()
                leaderId = reader.int32()
                leaderEpoch = reader.int32()
                if version <= 0 {
                    preferredSuccessors = reader.int32s(false)
                }
                if version >= 1 {
                    preferredCandidates = reader.structs(true, version)
                }
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 1
                writer.int32(partitionIndex)
                writer.int32(leaderId)
                writer.int32(leaderEpoch)
                if version <= 0 {
                    writer.int32s(preferredSuccessors, false)
                }
                if version >= 1 {
                    writer.structs(preferredCandidates, true, version)
                }
                writer.noTags(flexible)
            }

            /// What one of `preferredCandidates` holds.
            package struct PreferredCandidates: Fields {
                package var candidateId: Int32 = 0
                package var candidateDirectoryId: Uuid = .zero

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    candidateId = reader.int32()
                    candidateDirectoryId = reader.uuid()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(candidateId)
                    writer.uuid(candidateDirectoryId)
                    writer.noTags(true)
                }
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
