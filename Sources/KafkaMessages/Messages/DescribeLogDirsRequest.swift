// swift-format-ignore-file
// Written by MessageCompiler from Schema/035_DescribeLogDirs.txt.
package import Bytes

/// The request of DescribeLogDirs.
package struct DescribeLogDirsRequest: RequestMessage {
    package typealias Response = DescribeLogDirsResponse
    package static var apiKey: Int16 { 35 }
    package static var versions: ClosedRange<Int16> { 1...5 }
    package static var flexibleFrom: Int16 { 2 }

    package var topics: [Topics]? = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        topics = reader.optionalStructs(flexible, nullable: true, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.optionalStructs(topics, flexible, nullable: true, version)
        writer.noTags(flexible)
    }

    /// What one of `topics` holds.
    package struct Topics: Fields {
        package var topic: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            topic = reader.string(flexible)
            partitions = reader.int32s(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(topic, flexible)
            writer.int32s(partitions, flexible)
            writer.noTags(flexible)
        }
    }
}
