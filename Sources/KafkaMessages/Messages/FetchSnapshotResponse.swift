// swift-format-ignore-file
// Written by MessageCompiler from Schema/059_FetchSnapshot.txt.
package import Bytes

/// The response of FetchSnapshot.
package struct FetchSnapshotResponse: ResponseMessage {
    package static var apiKey: Int16 { 59 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var topics: [Topics] = []
    /// In versions 1+.
    package var nodeEndpoints: [NodeEndpoints] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        topics = reader.structs(true, version)
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0 where version >= 1: nodeEndpoints = reader.structs(true, version)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.structs(topics, true, version)
        var tags = writer.tags()
        if version >= 1, !nodeEndpoints.isEmpty {
            writer.begin(0, &tags)
            writer.structs(nodeEndpoints, true, version)
            writer.end(&tags)
        }
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var partitions: [Partitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            partitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.structs(partitions, true, version)
            writer.noTags(true)
        }

        /// What one of `partitions` holds.
        package struct Partitions: Fields {
            package var index: Int32 = 0
            package var errorCode: Int16 = 0
            package var snapshotId: SnapshotId = SnapshotId()
            package var currentLeader: CurrentLeader = CurrentLeader()
            package var size: Int64 = 0
            package var position: Int64 = 0
            package var unalignedRecords: Records = .empty

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                index = reader.int32()
                errorCode = reader.int16()
                snapshotId = SnapshotId(fieldsFrom: &reader, version: version)
                size = reader.int64()
                position = reader.int64()
                unalignedRecords = reader.records(true, nullable: false)
                var tags = reader.tags()
                while let tag = reader.next(&tags) {
                    switch tag {
                    case 0: currentLeader = CurrentLeader(fieldsFrom: &reader, version: version)
                    default: break
                    }
                }
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(index)
                writer.int16(errorCode)
                snapshotId.encode(to: &writer, version: version)
                writer.int64(size)
                writer.int64(position)
                writer.records(unalignedRecords, true, nullable: false)
                var tags = writer.tags()
                if !currentLeader.holdsDefaults {
                    writer.begin(0, &tags)
                    currentLeader.encode(to: &writer, version: version)
                    writer.end(&tags)
                }
            }

            /// What `snapshotId` holds.
            package struct SnapshotId: Fields {
                package var endOffset: Int64 = 0
                package var epoch: Int32 = 0

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
            }

            /// What `currentLeader` holds.
            package struct CurrentLeader: Fields {
                package var leaderId: Int32 = 0
                package var leaderEpoch: Int32 = 0

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

                var holdsDefaults: Bool { !(leaderId != 0 || leaderEpoch != 0) }
            }
        }
    }

    /// What one of `nodeEndpoints` holds.
    package struct NodeEndpoints: Fields {
        package var nodeId: Int32 = 0
        package var host: String = ""
        package var port: UInt16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            nodeId = reader.int32()
            host = reader.string(true)
            port = reader.uint16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int32(nodeId)
            writer.string(host, true)
            writer.uint16(port)
            writer.noTags(true)
        }
    }
}
