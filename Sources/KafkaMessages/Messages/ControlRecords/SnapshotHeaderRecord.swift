// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_control.txt.
package import Bytes

/// A message of records_control.txt.
package struct SnapshotHeaderRecord: Message {
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var version: Int16 = 0
    package var lastContainedLogTimestamp: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        self.version = reader.int16()
        lastContainedLogTimestamp = reader.int64()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int16(self.version)
        writer.int64(lastContainedLogTimestamp)
        writer.noTags(true)
    }
}
