// swift-format-ignore-file
// Written by MessageCompiler from Schema/089_StreamsGroupDescribe.txt.
package import Bytes

/// The response of StreamsGroupDescribe.
package struct StreamsGroupDescribeResponse: ResponseMessage {
    package static var apiKey: Int16 { 89 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var groups: [Groups] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        groups = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.structs(groups, true, version)
        writer.noTags(true)
    }

    /// What one of `groups` holds.
    package struct Groups: Fields {
        package var errorCode: Int16 = 0
        package var errorMessage: String? = nil
        package var groupId: String = ""
        package var groupState: String = ""
        package var groupEpoch: Int32 = 0
        package var assignmentEpoch: Int32 = 0
        package var topology: Topology? = nil
        package var members: [Members] = []
        package var authorizedOperations: Int32 = -2147483648

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            errorCode = reader.int16()
            errorMessage = reader.optionalString(true, nullable: true)
            groupId = reader.string(true)
            groupState = reader.string(true)
            groupEpoch = reader.int32()
            assignmentEpoch = reader.int32()
            topology = reader.optionalStruct(version)
            members = reader.structs(true, version)
            authorizedOperations = reader.int32()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int16(errorCode)
            writer.optionalString(errorMessage, true, nullable: true)
            writer.string(groupId, true)
            writer.string(groupState, true)
            writer.int32(groupEpoch)
            writer.int32(assignmentEpoch)
            writer.optionalStruct(topology, version)
            writer.structs(members, true, version)
            writer.int32(authorizedOperations)
            writer.noTags(true)
        }

        /// What `topology` holds.
        package struct Topology: Fields {
            package var epoch: Int32 = 0
            package var subtopologies: [Subtopologies]? = nil

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                epoch = reader.int32()
                subtopologies = reader.optionalStructs(true, nullable: true, version)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int32(epoch)
                writer.optionalStructs(subtopologies, true, nullable: true, version)
                writer.noTags(true)
            }

            /// What one of `subtopologies` holds.
            package struct Subtopologies: Fields {
                package var subtopologyId: String = ""
                package var sourceTopics: [String] = []
                package var repartitionSinkTopics: [String] = []
                package var stateChangelogTopics: [StateChangelogTopics] = []
                package var repartitionSourceTopics: [RepartitionSourceTopics] = []

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    subtopologyId = reader.string(true)
                    sourceTopics = reader.strings(true)
                    repartitionSinkTopics = reader.strings(true)
                    stateChangelogTopics = reader.structs(true, version)
                    repartitionSourceTopics = reader.structs(true, version)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.string(subtopologyId, true)
                    writer.strings(sourceTopics, true)
                    writer.strings(repartitionSinkTopics, true)
                    writer.structs(stateChangelogTopics, true, version)
                    writer.structs(repartitionSourceTopics, true, version)
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
            }
        }

        /// What one of `members` holds.
        package struct Members: Fields {
            package var memberId: String = ""
            package var memberEpoch: Int32 = 0
            package var instanceId: String? = nil
            package var rackId: String? = nil
            package var clientId: String = ""
            package var clientHost: String = ""
            package var topologyEpoch: Int32 = 0
            package var processId: String = ""
            package var userEndpoint: UserEndpoint? = nil
            package var clientTags: [ClientTags] = []
            package var taskOffsets: [TaskOffsets] = []
            package var taskEndOffsets: [TaskEndOffsets] = []
            package var assignment: Assignment = Assignment()
            package var targetAssignment: TargetAssignment = TargetAssignment()
            package var isClassic: Bool = false

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                memberId = reader.string(true)
                memberEpoch = reader.int32()
                instanceId = reader.optionalString(true, nullable: true)
                rackId = reader.optionalString(true, nullable: true)
                clientId = reader.string(true)
                clientHost = reader.string(true)
                topologyEpoch = reader.int32()
                processId = reader.string(true)
                userEndpoint = reader.optionalStruct(version)
                clientTags = reader.structs(true, version)
                taskOffsets = reader.structs(true, version)
                taskEndOffsets = reader.structs(true, version)
                assignment = Assignment(fieldsFrom: &reader, version: version)
                targetAssignment = TargetAssignment(fieldsFrom: &reader, version: version)
                isClassic = reader.bool()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(memberId, true)
                writer.int32(memberEpoch)
                writer.optionalString(instanceId, true, nullable: true)
                writer.optionalString(rackId, true, nullable: true)
                writer.string(clientId, true)
                writer.string(clientHost, true)
                writer.int32(topologyEpoch)
                writer.string(processId, true)
                writer.optionalStruct(userEndpoint, version)
                writer.structs(clientTags, true, version)
                writer.structs(taskOffsets, true, version)
                writer.structs(taskEndOffsets, true, version)
                assignment.encode(to: &writer, version: version)
                targetAssignment.encode(to: &writer, version: version)
                writer.bool(isClassic)
                writer.noTags(true)
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

            /// What `assignment` holds.
            package struct Assignment: Fields {
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

            /// What `targetAssignment` holds.
            package struct TargetAssignment: Fields {
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
        }
    }
}
