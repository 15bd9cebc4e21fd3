// swift-format-ignore-file
// Written by MessageCompiler from Schema/001_Fetch.txt.
package import Bytes

/// The request of Fetch.
package struct FetchRequest: RequestMessage {
    package typealias Response = FetchResponse
    package static var apiKey: Int16 { 1 }
    package static var versions: ClosedRange<Int16> { 4...18 }
    package static var flexibleFrom: Int16 { 12 }

    /// In versions 12+.
    package var clusterId: String? = nil
    /// In versions 4-14.
    package var replicaId: Int32 = -1
    /// In versions 15+.
    package var replicaState: ReplicaState = ReplicaState()
    package var maxWaitMs: Int32 = 0
    package var minBytes: Int32 = 0
    package var maxBytes: Int32 = 2147483647
    package var isolationLevel: Int8 = 0
    /// In versions 7+.
    package var sessionId: Int32 = 0
    /// In versions 7+.
    package var sessionEpoch: Int32 = -1
    package var topics: [Topics] = []
    /// In versions 7+.
    package var forgottenTopicsData: [ForgottenTopicsData] = []
    /// In versions 11+.
    package var rackId: String = ""

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 12
        if version <= 14 {
            replicaId = reader.int32()
        }
        maxWaitMs = reader.int32()
        minBytes = reader.int32()
        maxBytes = reader.int32()
        isolationLevel = reader.int8()
        if version >= 7 {
            sessionId = reader.int32()
            sessionEpoch = reader.int32()
        }
        topics = reader.structs(flexible, version)
        if version >= 7 {
            forgottenTopicsData = reader.structs(flexible, version)
        }
        if version >= 11 {
            rackId = reader.string(flexible)
        }
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: clusterId = reader.optionalString(true, nullable: true)
                case 1 where version >= 15: replicaState = ReplicaState(fieldsFrom: &reader, version: version)
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 12
        if version <= 14 {
            writer.int32(replicaId)
        }
        writer.int32(maxWaitMs)
        writer.int32(minBytes)
        writer.int32(maxBytes)
        writer.int8(isolationLevel)
        if version >= 7 {
            writer.int32(sessionId)
            writer.int32(sessionEpoch)
        }
        writer.structs(topics, flexible, version)
        if version >= 7 {
            writer.structs(forgottenTopicsData, flexible, version)
        }
        if version >= 11 {
            writer.string(rackId, flexible)
        }
        if flexible {
            var tags = writer.tags()
            if clusterId != nil {
                writer.begin(0, &tags)
                writer.optionalString(clusterId, true, nullable: true)
                writer.end(&tags)
            }
            if version >= 15, !replicaState.holdsDefaults {
                writer.begin(1, &tags)
                replicaState.encode(to: &writer, version: version)
                writer.end(&tags)
            }
        }
    }

    /// What `replicaState` holds.
    package struct ReplicaState: Fields {
        package var replicaId: Int32 = -1
        package var replicaEpoch: Int64 = -1

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            replicaId = reader.int32()
            replicaEpoch = reader.int64()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(replicaId)
            writer.int64(replicaEpoch)
            writer.noTags(true)
        }

        var holdsDefaults: Bool { !(replicaId != -1 || replicaEpoch != -1) }
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        /// In versions 4-12.
        package var topic: String = ""
        /// In versions 13+.
        package var topicId: Uuid = .zero
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 12
            if version <= 12 {
                topic = reader.string(flexible)
            }
            if version >= 13 {
                topicId = reader.uuid()
            }
            partitions = reader.structs(flexible, version)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 12
            if version <= 12 {
                writer.string(topic, flexible)
            }
            if version >= 13 {
                writer.uuid(topicId)
            }
            writer.structs(partitions, flexible, version)
            writer.noTags(flexible)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var partition: Int32 = 0
            /// In versions 9+.
            package var currentLeaderEpoch: Int32 = -1
            package var fetchOffset: Int64 = 0
            /// In versions 12+.
            package var lastFetchedEpoch: Int32 = -1
            /// In versions 5+.
            package var logStartOffset: Int64 = -1
            package var partitionMaxBytes: Int32 = 0
            /// In versions 17+.
            package var replicaDirectoryId: Uuid = .zero
            /// In versions 18+.
            package var highWatermark: Int64 = 9223372036854775807

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 12
                partition = reader.int32()
                if version >= 9 {
                    currentLeaderEpoch = reader.int32()
                }
                fetchOffset = reader.int64()
                if version >= 12 {
                    lastFetchedEpoch = reader.int32()
                }
                if version >= 5 {
                    logStartOffset = reader.int64()
                }
                partitionMaxBytes = reader.int32()
                if flexible {
                    var tags = reader.tags()
                    while let tag = reader.next(&tags) {
                        switch tag {
                        case 0 where version >= 17: replicaDirectoryId = reader.uuid()
                        case 1 where version >= 18: highWatermark = reader.int64()
                        default: break
                        }
                    }
                }
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 12
                writer.int32(partition)
                if version >= 9 {
                    writer.int32(currentLeaderEpoch)
                }
                writer.int64(fetchOffset)
                if version >= 12 {
                    writer.int32(lastFetchedEpoch)
                }
                if version >= 5 {
                    writer.int64(logStartOffset)
                }
                writer.int32(partitionMaxBytes)
                if flexible {
                    var tags = writer.tags()
                    if version >= 17, !replicaDirectoryId.isZero {
                        writer.begin(0, &tags)
                        writer.uuid(replicaDirectoryId)
                        writer.end(&tags)
                    }
                    if version >= 18, highWatermark != 9223372036854775807 {
                        writer.begin(1, &tags)
                        writer.int64(highWatermark)
                        writer.end(&tags)
                    }
                }
            }
        }
    }

    /// What one of `forgottenTopicsData` holds.
    package struct ForgottenTopicsData: Fields {
        /// In versions 7-12.
        package var topic: String = ""
        /// In versions 13+.
        package var topicId: Uuid = .zero
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 12
            if version <= 12 {
                topic = reader.string(flexible)
            }
            if version >= 13 {
                topicId = reader.uuid()
            }
            partitions = reader.int32s(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 12
            if version <= 12 {
                writer.string(topic, flexible)
            }
            if version >= 13 {
                writer.uuid(topicId)
            }
            writer.int32s(partitions, flexible)
            writer.noTags(flexible)
        }
    }
}
