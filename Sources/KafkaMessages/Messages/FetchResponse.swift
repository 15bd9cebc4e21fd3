// swift-format-ignore-file
// Written by MessageCompiler from Schema/001_Fetch.txt.
package import Bytes

/// The response of Fetch.
package struct FetchResponse: ResponseMessage {
    package static var apiKey: Int16 { 1 }
    package static var versions: ClosedRange<Int16> { 4...18 }
    package static var flexibleFrom: Int16 { 12 }

    package var throttleTimeMs: Int32 = 0
    /// In versions 7+.
    package var errorCode: Int16 = 0
    /// In versions 7+.
    package var sessionId: Int32 = 0
    package var responses: [Responses] = []
    /// In versions 16+.
    package var nodeEndpoints: [NodeEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 12
        throttleTimeMs = reader.int32()
        if version >= 7 {
            errorCode = reader.int16()
            sessionId = reader.int32()
        }
        responses = reader.structs(flexible, version)
        if flexible {
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0 where version >= 16: nodeEndpoints = reader.structs(true, version)
                default: break
                }
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 12
        writer.int32(throttleTimeMs)
        if version >= 7 {
            writer.int16(errorCode)
            writer.int32(sessionId)
        }
        writer.structs(responses, flexible, version)
        if flexible {
            var tags = writer.tags()
            if version >= 16, !nodeEndpoints.isEmpty {
                writer.begin(0, &tags)
                writer.structs(nodeEndpoints, true, version)
                writer.end(&tags)
            }
        }
    }

    /// What one of `responses` holds.
    package struct Responses: Fields {
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
            package var partitionIndex: Int32 = 0
            package var errorCode: Int16 = 0
            package var highWatermark: Int64 = 0
            package var lastStableOffset: Int64 = -1
            /// In versions 5+.
            package var logStartOffset: Int64 = -1
            /// In versions 12+.
            package var divergingEpoch: DivergingEpoch = DivergingEpoch()
            /// In versions 12+.
            package var currentLeader: CurrentLeader = CurrentLeader()
            /// In versions 12+.
            package var snapshotId: SnapshotId = SnapshotId()
            package var abortedTransactions: [AbortedTransactions]? = []
            /// In versions 11+.
            package var preferredReadReplica: Int32 = -1
            package var records: Records = .empty

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                let flexible = version >= 12
                partitionIndex = reader.int32()
                errorCode = reader.int16()
                highWatermark = reader.int64()
                lastStableOffset = reader.int64()
                if version >= 5 {
                    logStartOffset = reader.int64()
                }
                abortedTransactions = reader.optionalStructs(flexible, nullable: true, version)
                if version >= 11 {
                    preferredReadReplica = reader.int32()
                }
                records = reader.records(flexible, nullable: true)
                if flexible {
                    var tags = reader.tags()
                    while let tag = reader.next(&tags) {
                        switch tag {
                        case 0: divergingEpoch = DivergingEpoch(fieldsFrom: &reader, version: version)
                        case 1: currentLeader = CurrentLeader(fieldsFrom: &reader, version: version)
                        case 2: snapshotId = SnapshotId(fieldsFrom: &reader, version: version)
                        default: break
                        }
                    }
                }
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                let flexible = version >= 12
                writer.int32(partitionIndex)
                writer.int16(errorCode)
                writer.int64(highWatermark)
                writer.int64(lastStableOffset)
                if version >= 5 {
                    writer.int64(logStartOffset)
                }
                writer.optionalStructs(abortedTransactions, flexible, nullable: true, version)
                if version >= 11 {
                    writer.int32(preferredReadReplica)
                }
                writer.records(records, flexible, nullable: true)
                if flexible {
                    var tags = writer.tags()
                    if !divergingEpoch.holdsDefaults {
                        writer.begin(0, &tags)
                        divergingEpoch.encode(to: &writer, version: version)
                        writer.end(&tags)
                    }
                    if !currentLeader.holdsDefaults {
                        writer.begin(1, &tags)
                        currentLeader.encode(to: &writer, version: version)
                        writer.end(&tags)
                    }
                    if !snapshotId.holdsDefaults {
                        writer.begin(2, &tags)
                        snapshotId.encode(to: &writer, version: version)
                        writer.end(&tags)
                    }
                }
            }

            /// What `divergingEpoch` holds.
            package struct DivergingEpoch: Fields {
                package var epoch: Int32 = -1
                package var endOffset: Int64 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    epoch = reader.int32()
                    endOffset = reader.int64()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(epoch)
                    writer.int64(endOffset)
                    writer.noTags(true)
                }

                var holdsDefaults: Bool { !(epoch != -1 || endOffset != -1) }
            }

            /// What `currentLeader` holds.
            package struct CurrentLeader: Fields {
                package var leaderId: Int32 = -1
                package var leaderEpoch: Int32 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    leaderId = reader.int32()
                    leaderEpoch = reader.int32()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(leaderId)
                    writer.int32(leaderEpoch)
                    writer.noTags(true)
                }

                var holdsDefaults: Bool { !(leaderId != -1 || leaderEpoch != -1) }
            }

            /// What `snapshotId` holds.
            package struct SnapshotId: Fields {
                package var endOffset: Int64 = -1
                package var epoch: Int32 = -1

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    endOffset = reader.int64()
                    epoch = reader.int32()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int64(endOffset)
                    writer.int32(epoch)
                    writer.noTags(true)
                }

                var holdsDefaults: Bool { !(endOffset != -1 || epoch != -1) }
            }

            /// What one of `abortedTransactions` holds.
            package struct AbortedTransactions: Fields {
                package var producerId: Int64 = 0
                package var firstOffset: Int64 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    let flexible = version >= 12
                    producerId = reader.int64()
                    firstOffset = reader.int64()
                    reader.skipTags(flexible)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    let flexible = version >= 12
                    writer.int64(producerId)
                    writer.int64(firstOffset)
                    writer.noTags(flexible)
                }
            }
        }
    }

    /// What one of `nodeEndpoints` holds.
    package struct NodeEndpoints: Fields {
        package var nodeId: Int32 = 0
        package var host: String = ""
        package var port: Int32 = 0
        package var rack: String? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            nodeId = reader.int32()
            host = reader.string(true)
            port = reader.int32()
            rack = reader.optionalString(true, nullable: true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(nodeId)
            writer.string(host, true)
            writer.int32(port)
            writer.optionalString(rack, true, nullable: true)
            writer.noTags(true)
        }
    }
}
