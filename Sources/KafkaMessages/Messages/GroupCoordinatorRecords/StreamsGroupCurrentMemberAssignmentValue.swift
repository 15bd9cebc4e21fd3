// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct StreamsGroupCurrentMemberAssignmentValue: TypedMessage {
    package static var recordType: Int16 { 22 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var memberEpoch: Int32 = 0
    package var previousMemberEpoch: Int32 = 0
    package var state: Int8 = 0
    package var activeTasks: [ActiveTasks] = []
    package var standbyTasks: [StandbyTasks] = []
    package var warmupTasks: [WarmupTasks] = []
    package var activeTasksPendingRevocation: [ActiveTasksPendingRevocation] = []
    package var standbyTasksPendingRevocation: [StandbyTasksPendingRevocation] = []
    package var warmupTasksPendingRevocation: [WarmupTasksPendingRevocation] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        memberEpoch = reader.int32()
        previousMemberEpoch = reader.int32()
        state = reader.int8()
        activeTasks = reader.structs(true, version)
        standbyTasks = reader.structs(true, version)
        warmupTasks = reader.structs(true, version)
        activeTasksPendingRevocation = reader.structs(true, version)
        standbyTasksPendingRevocation = reader.structs(true, version)
        warmupTasksPendingRevocation = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(memberEpoch)
        writer.int32(previousMemberEpoch)
        writer.int8(state)
        writer.structs(activeTasks, true, version)
        writer.structs(standbyTasks, true, version)
        writer.structs(warmupTasks, true, version)
        writer.structs(activeTasksPendingRevocation, true, version)
        writer.structs(standbyTasksPendingRevocation, true, version)
        writer.structs(warmupTasksPendingRevocation, true, version)
        writer.noTags(true)
    }

    /// What one of `activeTasks` holds.
    package struct ActiveTasks: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []
        package var assignmentEpochs: [Int32]? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: assignmentEpochs = reader.optionalInt32s(true, nullable: true)
                default: break
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            var tags = writer.tags()
            if assignmentEpochs != nil {
                writer.begin(0, &tags)
                writer.optionalInt32s(assignmentEpochs, true, nullable: true)
                writer.end(&tags)
            }
        }
    }

    /// What one of `standbyTasks` holds.
    package struct StandbyTasks: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []
        package var assignmentEpochs: [Int32]? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: assignmentEpochs = reader.optionalInt32s(true, nullable: true)
                default: break
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            var tags = writer.tags()
            if assignmentEpochs != nil {
                writer.begin(0, &tags)
                writer.optionalInt32s(assignmentEpochs, true, nullable: true)
                writer.end(&tags)
            }
        }
    }

    /// What one of `warmupTasks` holds.
    package struct WarmupTasks: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []
        package var assignmentEpochs: [Int32]? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: assignmentEpochs = reader.optionalInt32s(true, nullable: true)
                default: break
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            var tags = writer.tags()
            if assignmentEpochs != nil {
                writer.begin(0, &tags)
                writer.optionalInt32s(assignmentEpochs, true, nullable: true)
                writer.end(&tags)
            }
        }
    }

    /// What one of `activeTasksPendingRevocation` holds.
    package struct ActiveTasksPendingRevocation: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []
        package var assignmentEpochs: [Int32]? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: assignmentEpochs = reader.optionalInt32s(true, nullable: true)
                default: break
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            var tags = writer.tags()
            if assignmentEpochs != nil {
                writer.begin(0, &tags)
                writer.optionalInt32s(assignmentEpochs, true, nullable: true)
                writer.end(&tags)
            }
        }
    }

    /// What one of `standbyTasksPendingRevocation` holds.
    package struct StandbyTasksPendingRevocation: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []
        package var assignmentEpochs: [Int32]? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: assignmentEpochs = reader.optionalInt32s(true, nullable: true)
                default: break
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            var tags = writer.tags()
            if assignmentEpochs != nil {
                writer.begin(0, &tags)
                writer.optionalInt32s(assignmentEpochs, true, nullable: true)
                writer.end(&tags)
            }
        }
    }

    /// What one of `warmupTasksPendingRevocation` holds.
    package struct WarmupTasksPendingRevocation: Fields {
        package var subtopologyId: String = ""
        package var partitions: [Int32] = []
        package var assignmentEpochs: [Int32]? = nil

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partitions = reader.int32s(true)
            var tags = reader.tags()
            while let tag = reader.next(&tags) {
                switch tag {
                case 0: assignmentEpochs = reader.optionalInt32s(true, nullable: true)
                default: break
                }
            }
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32s(partitions, true)
            var tags = writer.tags()
            if assignmentEpochs != nil {
                writer.begin(0, &tags)
                writer.optionalInt32s(assignmentEpochs, true, nullable: true)
                writer.end(&tags)
            }
        }
    }
}
