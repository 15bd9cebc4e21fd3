// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_consumer_protocol.txt.
package import Bytes

/// A message of records_consumer_protocol.txt.
package struct ConsumerProtocolAssignment: Message {
    package static var versions: ClosedRange<Int16> { 0...3 }
    package static var flexibleFrom: Int16 { .max }

    package var assignedPartitions: [AssignedPartitions] = []
    package var userData: [UInt8]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        assignedPartitions = reader.structs(false, version)
        userData = reader.optionalBytes(false, nullable: true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(assignedPartitions, false, version)
        writer.optionalBytes(userData, false, nullable: true)
    }

    /// What one of `assignedPartitions` holds.
    package struct AssignedPartitions: Fields {
        package var topic: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topic = reader.string(false)
            partitions = reader.int32s(false)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(topic, false)
            writer.int32s(partitions, false)
        }
    }
}
