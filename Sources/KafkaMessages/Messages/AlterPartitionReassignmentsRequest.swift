// swift-format-ignore-file
// Written by MessageCompiler from Schema/045_AlterPartitionReassignments.txt.
package import Bytes

/// The request of AlterPartitionReassignments.
package struct AlterPartitionReassignmentsRequest: RequestMessage {
    package typealias Response = AlterPartitionReassignmentsResponse
    package static var apiKey: Int16 { 45 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var timeoutMs: Int32 = 60000
    /// In versions 1+.
    package var allowReplicationFactorChange: Bool = true
    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        timeoutMs = reader.int32()
        if version >= 1 {
            allowReplicationFactorChange = reader.bool()
        }
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(timeoutMs)
        if version >= 1 {
            writer.bool(allowReplicationFactorChange)
        }
        writer.structs(topics, true, version)
        writer.noTags(true)
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
            package var partitionIndex: Int32 = 0
            package var replicas: [Int32]? = nil

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                partitionIndex = reader.int32()
                replicas = reader.optionalInt32s(true, nullable: true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(partitionIndex)
                writer.optionalInt32s(replicas, true, nullable: true)
                writer.noTags(true)
            }
        }
    }
}
