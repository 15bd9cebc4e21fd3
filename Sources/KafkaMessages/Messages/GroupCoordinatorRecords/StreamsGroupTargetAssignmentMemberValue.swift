// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct StreamsGroupTargetAssignmentMemberValue: TypedMessage {
    package static var recordType: Int16 { 21 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var activeTasks: [ActiveTasks] = []
    package var standbyTasks: [StandbyTasks] = []
    package var warmupTasks: [WarmupTasks] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        activeTasks = reader.structs(true, version)
        standbyTasks = reader.structs(true, version)
        warmupTasks = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(activeTasks, true, version)
        writer.structs(standbyTasks, true, version)
        writer.structs(warmupTasks, true, version)
        writer.noTags(true)
    }

    /// What one of `activeTasks` holds.
    package struct ActiveTasks: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }

    /// What one of `standbyTasks` holds.
    package struct StandbyTasks: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }

    /// What one of `warmupTasks` holds.
    package struct WarmupTasks: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }
}
