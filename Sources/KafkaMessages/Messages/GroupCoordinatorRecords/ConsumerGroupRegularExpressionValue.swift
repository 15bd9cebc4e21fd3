// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ConsumerGroupRegularExpressionValue: TypedMessage {
    package static var recordType: Int16 { 16 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var topics: [String] = []
    package var version: Int64 = 0
    package var timestamp: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        topics = reader.strings(true)
        self.version = reader.int64()
        timestamp = reader.int64()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.strings(topics, true)
        writer.int64(self.version)
        writer.int64(timestamp)
        writer.noTags(true)
    }
}
