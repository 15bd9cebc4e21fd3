// swift-format-ignore-file
// Written by MessageCompiler from Schema/055_DescribeQuorum.txt.
package import Bytes

/// The response of DescribeQuorum.
package struct DescribeQuorumResponse: ResponseMessage {
    package static var apiKey: Int16 { 55 }
    package static var versions: ClosedRange<Int16> { 0...2 }
    package static var flexibleFrom: Int16 { 0 }

    package var errorCode: Int16 = 0
    /// In versions 2+.
    package var errorMessage: String? = ""
    package var topics: [Topics] = []
    /// In versions 2+.
    package var nodes: [Nodes] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        errorCode = reader.int16()
        if version >= 2 {
            errorMessage = reader.optionalString(true, nullable: true)
        }
        topics = reader.structs(true, version)
        if version >= 2 {
            nodes = reader.structs(true, version)
        }
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int16(errorCode)
        if version >= 2 {
            writer.optionalString(errorMessage, true, nullable: true)
        }
        writer.structs(topics, true, version)
        if version >= 2 {
            writer.structs(nodes, true, version)
        }
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
            package var errorCode: Int16 = 0
            /// In versions 2+.
            package var errorMessage: String? = ""
            package var leaderId: Int32 = 0
            package var leaderEpoch: Int32 = 0
            package var highWatermark: Int64 = 0
            package var currentVoters: [CurrentVoters] = []
            package var observers: [Observers] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                if version >= 2 {
                    errorMessage = reader.optionalString(true, nullable: true)
                }
                leaderId = reader.int32()
                leaderEpoch = reader.int32()
                highWatermark = reader.int64()
                currentVoters = reader.structs(true, version)
                observers = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                if version >= 2 {
                    writer.optionalString(errorMessage, true, nullable: true)
                }
                writer.int32(leaderId)
                writer.int32(leaderEpoch)
                writer.int64(highWatermark)
                writer.structs(currentVoters, true, version)
                writer.structs(observers, true, version)
                writer.noTags(true)
            }

            /// What one of `currentVoters` holds.
            package struct CurrentVoters: Fields {
                package var replicaId: Int32 = 0
                /// In versions 2+.
                package var replicaDirectoryId: Uuid = .zero
                package var logEndOffset: Int64 = 0
                /// In versions 1+.
                package var lastFetchTimestamp: Int64 = -1
                /// In versions 1+.
                package var lastCaughtUpTimestamp: Int64 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    replicaId = reader.int32()
                    if version >= 2 {
                        replicaDirectoryId = reader.uuid()
                    }
                    logEndOffset = reader.int64()
                    if version >= 1 {
                        lastFetchTimestamp = reader.int64()
                        lastCaughtUpTimestamp = reader.int64()
                    }
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(replicaId)
                    if version >= 2 {
                        writer.uuid(replicaDirectoryId)
                    }
                    writer.int64(logEndOffset)
                    if version >= 1 {
                        writer.int64(lastFetchTimestamp)
                        writer.int64(lastCaughtUpTimestamp)
                    }
                    writer.noTags(true)
                }
            }

            /// What one of `observers` holds.
            package struct Observers: Fields {
                package var replicaId: Int32 = 0
                /// In versions 2+.
                package var replicaDirectoryId: Uuid = .zero
                package var logEndOffset: Int64 = 0
                /// In versions 1+.
                package var lastFetchTimestamp: Int64 = -1
                /// In versions 1+.
                package var lastCaughtUpTimestamp: Int64 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    replicaId = reader.int32()
                    if version >= 2 {
                        replicaDirectoryId = reader.uuid()
                    }
                    logEndOffset = reader.int64()
                    if version >= 1 {
                        lastFetchTimestamp = reader.int64()
                        lastCaughtUpTimestamp = reader.int64()
                    }
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(replicaId)
                    if version >= 2 {
                        writer.uuid(replicaDirectoryId)
                    }
                    writer.int64(logEndOffset)
                    if version >= 1 {
                        writer.int64(lastFetchTimestamp)
                        writer.int64(lastCaughtUpTimestamp)
                    }
                    writer.noTags(true)
                }
            }
        }
    }

    /// What one of `nodes` holds.
    package struct Nodes: Fields {
        package var nodeId: Int32 = 0
        package var listeners: [Listeners] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            nodeId = reader.int32()
            listeners = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(nodeId)
            writer.structs(listeners, true, version)
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
    }
}
