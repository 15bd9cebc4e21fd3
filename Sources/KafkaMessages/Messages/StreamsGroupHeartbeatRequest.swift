// swift-format-ignore-file
// Written by MessageCompiler from Schema/088_StreamsGroupHeartbeat.txt.
package import Bytes

/// The request of StreamsGroupHeartbeat.
package struct StreamsGroupHeartbeatRequest: RequestMessage {
    package typealias Response = StreamsGroupHeartbeatResponse
    package static var apiKey: Int16 { 88 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var groupId: String = ""
    package var memberId: String = ""
    package var memberEpoch: Int32 = 0
    package var endpointInformationEpoch: Int32 = 0
    package var instanceId: String? = nil
    package var rackId: String? = nil
    package var rebalanceTimeoutMs: Int32 = -1
    package var topology: Topology? = nil
    package var activeTasks: [ActiveTasks]? = nil
    package var standbyTasks: [StandbyTasks]? = nil
    package var warmupTasks: [WarmupTasks]? = nil
    package var processId: String? = nil
    package var userEndpoint: UserEndpoint? = nil
    package var clientTags: [ClientTags]? = nil
    package var taskOffsets: [TaskOffsets]? = nil
    package var taskEndOffsets: [TaskEndOffsets]? = nil
    package var shutdownApplication: Bool = false

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.string(true)
        memberId = reader.string(true)
        memberEpoch = reader.int32()
        endpointInformationEpoch = reader.int32()
        instanceId = reader.optionalString(true, nullable: true)
        rackId = reader.optionalString(true, nullable: true)
        rebalanceTimeoutMs = reader.int32()
        topology = reader.optionalStruct(version)
        activeTasks = reader.optionalStructs(true, nullable: true, version)
        standbyTasks = reader.optionalStructs(true, nullable: true, version)
        warmupTasks = reader.optionalStructs(true, nullable: true, version)
        processId = reader.optionalString(true, nullable: true)
        userEndpoint = reader.optionalStruct(version)
        clientTags = reader.optionalStructs(true, nullable: true, version)
        taskOffsets = reader.optionalStructs(true, nullable: true, version)
        taskEndOffsets = reader.optionalStructs(true, nullable: true, version)
        shutdownApplication = reader.bool()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(groupId, true)
        writer.string(memberId, true)
        writer.int32(memberEpoch)
        writer.int32(endpointInformationEpoch)
        writer.optionalString(instanceId, true, nullable: true)
        writer.optionalString(rackId, true, nullable: true)
        writer.int32(rebalanceTimeoutMs)
        writer.optionalStruct(topology, version)
        writer.optionalStructs(activeTasks, true, nullable: true, version)
        writer.optionalStructs(standbyTasks, true, nullable: true, version)
        writer.optionalStructs(warmupTasks, true, nullable: true, version)
        writer.optionalString(processId, true, nullable: true)
        writer.optionalStruct(userEndpoint, version)
        writer.optionalStructs(clientTags, true, nullable: true, version)
        writer.optionalStructs(taskOffsets, true, nullable: true, version)
        writer.optionalStructs(taskEndOffsets, true, nullable: true, version)
        writer.bool(shutdownApplication)
        writer.noTags(true)
    }

    /// What `topology` holds.
    package struct Topology: Fields {
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

    /// What `userEndpoint` holds.
    package struct UserEndpoint: Fields {
        package var host: String = ""
        package var port: UInt16 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            host = reader.string(true)
            port = reader.uint16()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(host, true)
            writer.uint16(port)
            writer.noTags(true)
        }
    }

    /// What one of `clientTags` holds.
    package struct ClientTags: Fields {
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

    /// What one of `taskOffsets` holds.
    package struct TaskOffsets: Fields {
        package var subtopologyId: String = ""
        package var partition: Int32 = 0
        package var offset: Int64 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partition = reader.int32()
            offset = reader.int64()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32(partition)
            writer.int64(offset)
            writer.noTags(true)
        }
    }

    /// What one of `taskEndOffsets` holds.
    package struct TaskEndOffsets: Fields {
        package var subtopologyId: String = ""
        package var partition: Int32 = 0
        package var offset: Int64 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            subtopologyId = reader.string(true)
            partition = reader.int32()
            offset = reader.int64()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(subtopologyId, true)
            writer.int32(partition)
            writer.int64(offset)
            writer.noTags(true)
        }
    }
}
