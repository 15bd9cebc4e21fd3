// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ConsumerGroupCurrentMemberAssignmentValue: TypedMessage {
    package static var recordType: Int16 { 8 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var memberEpoch: Int32 = 0
    package var previousMemberEpoch: Int32 = 0
    package var state: Int8 = 0
    package var assignedPartitions: [AssignedPartitions] = []
    package var partitionsPendingRevocation: [PartitionsPendingRevocation] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        memberEpoch = reader.int32()
        previousMemberEpoch = reader.int32()
        state = reader.int8()
        assignedPartitions = reader.structs(true, version)
        partitionsPendingRevocation = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(memberEpoch)
        writer.int32(previousMemberEpoch)
        writer.int8(state)
        writer.structs(assignedPartitions, true, version)
        writer.structs(partitionsPendingRevocation, true, version)
        writer.noTags(true)
    }

    /// What one of `assignedPartitions` holds.
    package struct AssignedPartitions: Fields {
        package var topicId: Uuid = .zero
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }

    /// What one of `partitionsPendingRevocation` holds.
    package struct PartitionsPendingRevocation: Fields {
        package var topicId: Uuid = .zero
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }
}
