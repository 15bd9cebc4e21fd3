// swift-format-ignore-file
// Written by MessageCompiler from Schema/003_Metadata.txt.
package import Bytes

/// The response of Metadata.
package struct MetadataResponse: ResponseMessage {
    package static var apiKey: Int16 { 3 }
    package static var versions: ClosedRange<Int16> { 0...13 }
    package static var flexibleFrom: Int16 { 9 }

    /// In versions 3+.
    package var throttleTimeMs: Int32 = 0
    package var brokers: [Brokers] = []
    /// In versions 2+.
    package var clusterId: String? = nil
    /// In versions 1+.
    package var controllerId: Int32 = -1
    package var topics: [Topics] = []
    /// In versions 8-10.
    package var clusterAuthorizedOperations: Int32 = -2147483648
    /// In versions 13+.
    package var errorCode: Int16 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 9
        if version >= 3 {
            throttleTimeMs = reader.int32()
        }
        brokers = reader.structs(flexible, version)
        if version >= 2 {
            clusterId = reader.optionalString(flexible, nullable: true)
        }
        if version >= 1 {
            controllerId = reader.int32()
        }
        topics = reader.structs(flexible, version)
        if (version >= 8 && version <= 10) {
            clusterAuthorizedOperations = reader.int32()
        }
        if version >= 13 {
            errorCode = reader.int16()
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 9
        if version >= 3 {
            writer.int32(throttleTimeMs)
        }
        writer.structs(brokers, flexible, version)
        if version >= 2 {
            writer.optionalString(clusterId, flexible, nullable: true)
        }
        if version >= 1 {
            writer.int32(controllerId)
        }
        writer.structs(topics, flexible, version)
        if (version >= 8 && version <= 10) {
            writer.int32(clusterAuthorizedOperations)
        }
        if version >= 13 {
            writer.int16(errorCode)
        }
        writer.noTags(flexible)
    }

    /// What one of `brokers` holds.
    package struct Brokers: Fields {
        package var nodeId: Int32 = 0
        package var host: String = ""
        package var port: Int32 = 0
        /// In versions 1+.
        package var rack: String? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 9
            nodeId = reader.int32()
            host = reader.string(flexible)
            port = reader.int32()
            if version >= 1 {
                rack = reader.optionalString(flexible, nullable: true)
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 9
            writer.int32(nodeId)
            writer.string(host, flexible)
            writer.int32(port)
            if version >= 1 {
                writer.optionalString(rack, flexible, nullable: true)
            }
            writer.noTags(flexible)
        }
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var errorCode: Int16 = 0
        package var name: String? = ""
        /// In versions 10+.
        package var topicId: Uuid = .zero
        /// In versions 1+.
        package var isInternal: Bool = false
        package var partitions: [Partitions] = []
        /// In versions 8+.
        package var topicAuthorizedOperations: Int32 = -2147483648

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 9
            errorCode = reader.int16()
            name = reader.optionalString(flexible, nullable: version >= 12)
            if version >= 10 {
                topicId = reader.uuid()
            }
            if version >= 1 {
                isInternal = reader.bool()
            }
            partitions = reader.structs(flexible, version)
            if version >= 8 {
                topicAuthorizedOperations = reader.int32()
            }
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 9
            writer.int16(errorCode)
            writer.optionalString(name, flexible, nullable: version >= 12)
            if version >= 10 {
                writer.uuid(topicId)
            }
            if version >= 1 {
                writer.bool(isInternal)
            }
            writer.structs(partitions, flexible, version)
            if version >= 8 {
                writer.int32(topicAuthorizedOperations)
            }
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var errorCode: Int16 = 0
            package var partitionIndex: Int32 = 0
            package var leaderId: Int32 = 0
            /// In versions 7+.
            package var leaderEpoch: Int32 = -1
            package var replicaNodes: [Int32] = []
            package var isrNodes: [Int32] = []
            /// In versions 5+.
            package var offlineReplicas: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 9
                errorCode = reader.int16()
                partitionIndex = reader.int32()
                leaderId = reader.int32()
                if version >= 7 {
                    leaderEpoch = reader.int32()
                }
                replicaNodes = reader.int32s(flexible)
                isrNodes = reader.int32s(flexible)
                if version >= 5 {
                    offlineReplicas = reader.int32s(flexible)
                }
                reader.skipTags(flexible)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 9
                writer.int16(errorCode)
                writer.int32(partitionIndex)
                writer.int32(leaderId)
                if version >= 7 {
                    writer.int32(leaderEpoch)
                }
                writer.int32s(replicaNodes, flexible)
                writer.int32s(isrNodes, flexible)
                if version >= 5 {
                    writer.int32s(offlineReplicas, flexible)
                }
                writer.noTags(flexible)
            }
        }
    }
}
