// swift-format-ignore-file
// Written by MessageCompiler from Schema/073_AssignReplicasToDirs.txt.
package import Bytes

/// The request of AssignReplicasToDirs.
package struct AssignReplicasToDirsRequest: RequestMessage {
    package typealias Response = AssignReplicasToDirsResponse
    package static var apiKey: Int16 { 73 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var brokerId: Int32 = 0
    package var brokerEpoch: Int64 = -1
    package var directories: [Directories] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        brokerId = reader.int32()
        brokerEpoch = reader.int64()
        directories = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(brokerId)
        writer.int64(brokerEpoch)
        writer.structs(directories, true, version)
        writer.noTags(true)
    }

    /// What one of `directories` holds.
    package struct Directories: Fields {
        package var id: Uuid = .zero
        package var topics: [Topics] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            id = reader.uuid()
            topics = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(id)
            writer.structs(topics, true, version)
            writer.noTags(true)
        }

        /// What one of `topics` holds.
        package struct Topics: Fields {
            package var topicId: Uuid = .zero
            package var partitions: [Partitions] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topicId = reader.uuid()
                partitions = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.uuid(topicId)
                writer.structs(partitions, true, version)
                writer.noTags(true)
            }

            /// What one of `partitions` holds.
            package struct Partitions: Fields {
                package var partitionIndex: Int32 = 0

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    partitionIndex = reader.int32()
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.int32(partitionIndex)
                    writer.noTags(true)
                }
            }
        }
    }
}
