// swift-format-ignore-file
// Written by MessageCompiler from Schema/059_FetchSnapshot.txt.
package import Bytes

/// The request of FetchSnapshot.
package struct FetchSnapshotRequest: RequestMessage {
    package typealias Response = FetchSnapshotResponse
    package static var apiKey: Int16 { 59 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var clusterId: String? = nil
    package var replicaId: Int32 = -1
    package var maxBytes: Int32 = 2147483647
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        replicaId = reader.int32()
        maxBytes = reader.int32()
        topics = reader.structs(true, version)
        var tags = reader.tags()
        while let tag = reader.next(&tags) {
            switch tag {
            case 0: clusterId = reader.optionalString(true, nullable: true)
            default: break
            }
        }
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(replicaId)
        writer.int32(maxBytes)
        writer.structs(topics, true, version)
        var tags = writer.tags()
        if clusterId != nil {
            writer.begin(0, &tags)
            writer.optionalString(clusterId, true, nullable: true)
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
            package var partition: Int32 = 0
            package var currentLeaderEpoch: Int32 = 0
            package var snapshotId: SnapshotId = SnapshotId()
            package var position: Int64 = 0
            /// In versions 1+.
            package var replicaDirectoryId: Uuid = .zero

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partition = reader.int32()
                currentLeaderEpoch = reader.int32()
                snapshotId = SnapshotId(fieldsFrom: &reader, version: version)
                position = reader.int64()
                var tags = reader.tags()
                while let tag = reader.next(&tags) {
                    switch tag {
                    case 0 where version >= 1: replicaDirectoryId = reader.uuid()
                    default: break
                    }
                }
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partition)
                writer.int32(currentLeaderEpoch)
                snapshotId.encode(to: &writer, version: version)
                writer.int64(position)
                var tags = writer.tags()
                if version >= 1, !replicaDirectoryId.isZero {
                    writer.begin(0, &tags)
                    writer.uuid(replicaDirectoryId)
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
        }
    }
}
