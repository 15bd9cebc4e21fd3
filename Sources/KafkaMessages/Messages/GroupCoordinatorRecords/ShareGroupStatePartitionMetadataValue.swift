// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct ShareGroupStatePartitionMetadataValue: TypedMessage {
    package static var recordType: Int16 { 15 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var initializingTopics: [InitializingTopics] = []
    package var initializedTopics: [InitializedTopics] = []
    package var deletingTopics: [DeletingTopics] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        initializingTopics = reader.structs(true, version)
        initializedTopics = reader.structs(true, version)
        deletingTopics = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(initializingTopics, true, version)
        writer.structs(initializedTopics, true, version)
        writer.structs(deletingTopics, true, version)
        writer.noTags(true)
    }

    /// What one of `initializingTopics` holds.
    package struct InitializingTopics: Fields {
        package var topicId: Uuid = .zero
        package var topicName: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            topicName = reader.string(true)
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.string(topicName, true)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }

    /// What one of `initializedTopics` holds.
    package struct InitializedTopics: Fields {
        package var topicId: Uuid = .zero
        package var topicName: String = ""
        package var partitions: [Int32] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            topicName = reader.string(true)
            partitions = reader.int32s(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.string(topicName, true)
            writer.int32s(partitions, true)
            writer.noTags(true)
        }
    }

    /// What one of `deletingTopics` holds.
    package struct DeletingTopics: Fields {
        package var topicId: Uuid = .zero
        package var topicName: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            topicId = reader.uuid()
            topicName = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.uuid(topicId)
            writer.string(topicName, true)
            writer.noTags(true)
        }
    }
}
