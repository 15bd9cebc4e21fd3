// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_group_coordinator.txt.
package import Bytes

/// A message of records_group_coordinator.txt.
package struct StreamsGroupTopologyValue: TypedMessage {
    package static var recordType: Int16 { 23 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var epoch: Int32 = 0
    package var subtopologies: [Subtopologies] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        epoch = reader.int32()
        subtopologies = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(epoch)
        writer.structs(subtopologies, true, version)
        writer.noTags(true)
    }

    /// What one of `subtopologies` holds.
    package struct Subtopologies: Fields {
        package var subtopologyId: String = ""
        package var sourceTopics: [String] = []
        package var sourceTopicRegex: [String] = []
        package var stateChangelogTopics: [StateChangelogTopics] = []
        package var repartitionSinkTopics: [String] = []
        package var repartitionSourceTopics: [RepartitionSourceTopics] = []
        package var copartitionGroups: [CopartitionGroups] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            sourceTopics = reader.strings(true)
            sourceTopicRegex = reader.strings(true)
            stateChangelogTopics = reader.structs(true, version)
            repartitionSinkTopics = reader.strings(true)
            repartitionSourceTopics = reader.structs(true, version)
            copartitionGroups = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.strings(sourceTopics, true)
            writer.strings(sourceTopicRegex, true)
            writer.structs(stateChangelogTopics, true, version)
            writer.strings(repartitionSinkTopics, true)
            writer.structs(repartitionSourceTopics, true, version)
            writer.structs(copartitionGroups, true, version)
            writer.noTags(true)
        }

        /// What one of `stateChangelogTopics` holds.
        package struct StateChangelogTopics: Fields {
            package var name: String = ""
            package var partitions: Int32 = 0
            package var replicationFactor: Int16 = 0
            package var topicConfigs: [TopicConfigs] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                partitions = reader.int32()
                replicationFactor = reader.int16()
                topicConfigs = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.int32(partitions)
                writer.int16(replicationFactor)
                writer.structs(topicConfigs, true, version)
                writer.noTags(true)
            }

            /// What one of `topicConfigs` holds.
            package struct TopicConfigs: Fields {
                package var key: String = ""
                package var value: String = ""

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    key = reader.string(true)
                    value = reader.string(true)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.string(key, true)
                    writer.string(value, true)
                    writer.noTags(true)
                }
            }
        }

        /// What one of `repartitionSourceTopics` holds.
        package struct RepartitionSourceTopics: Fields {
            package var name: String = ""
            package var partitions: Int32 = 0
            package var replicationFactor: Int16 = 0
            package var topicConfigs: [TopicConfigs] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                name = reader.string(true)
                partitions = reader.int32()
                replicationFactor = reader.int16()
                topicConfigs = reader.structs(true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(name, true)
                writer.int32(partitions)
                writer.int16(replicationFactor)
                writer.structs(topicConfigs, true, version)
                writer.noTags(true)
            }

            /// What one of `topicConfigs` holds.
            package struct TopicConfigs: Fields {
                package var key: String = ""
                package var value: String = ""

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    key = reader.string(true)
                    value = reader.string(true)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.string(key, true)
                    writer.string(value, true)
                    writer.noTags(true)
                }
            }
        }

        /// What one of `copartitionGroups` holds.
        package struct CopartitionGroups: Fields {
            package var sourceTopics: [Int16] = []
            package var sourceTopicRegex: [Int16] = []
            package var repartitionSourceTopics: [Int16] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                sourceTopics = reader.int16s(true)
                sourceTopicRegex = reader.int16s(true)
                repartitionSourceTopics = reader.int16s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int16s(sourceTopics, true)
                writer.int16s(sourceTopicRegex, true)
                writer.int16s(repartitionSourceTopics, true)
                writer.noTags(true)
            }
        }
    }
}
