// swift-format-ignore-file
// Written by MessageCompiler from Schema/046_ListPartitionReassignments.txt.
package import Bytes

/// The request of ListPartitionReassignments.
package struct ListPartitionReassignmentsRequest: RequestMessage {
    package typealias Response = ListPartitionReassignmentsResponse
    package static var apiKey: Int16 { 46 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var timeoutMs: Int32 = 60000
    package var topics: [Topics]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        timeoutMs = reader.int32()
        topics = reader.optionalStructs(true, nullable: true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(timeoutMs)
        writer.optionalStructs(topics, true, nullable: true, version)
        writer.noTags(true)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var name: String = ""
        package var partitionIndexes: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            partitionIndexes = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.int32s(partitionIndexes, true)
            writer.noTags(true)
        }
    }
}
