// swift-format-ignore-file
// Written by MessageCompiler from Schema/061_DescribeProducers.txt.
package import Bytes

/// The request of DescribeProducers.
package struct DescribeProducersRequest: RequestMessage {
    package typealias Response = DescribeProducersResponse
    package static var apiKey: Int16 { 61 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var topics: [Topics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        topics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(topics, true, version)
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
