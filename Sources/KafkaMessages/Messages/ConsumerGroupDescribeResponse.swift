// swift-format-ignore-file
// Written by MessageCompiler from Schema/069_ConsumerGroupDescribe.txt.
package import Bytes

/// The response of ConsumerGroupDescribe.
package struct ConsumerGroupDescribeResponse: ResponseMessage {
    package static var apiKey: Int16 { 69 }
    package static var versions: ClosedRange<Int16> { 0...1 }
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
        package var assignorName: String = ""
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
            assignorName = reader.string(true)
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
            writer.string(assignorName, true)
            writer.structs(members, true, version)
            writer.int32(authorizedOperations)
            writer.noTags(true)
        }

        /// What one of `members` holds.
        package struct Members: Fields {
            package var memberId: String = ""
            package var instanceId: String? = nil
            package var rackId: String? = nil
            package var memberEpoch: Int32 = 0
            package var clientId: String = ""
            package var clientHost: String = ""
            package var subscribedTopicNames: [String] = []
            package var subscribedTopicRegex: String? = nil
            package var assignment: Assignment = Assignment()
            package var targetAssignment: TargetAssignment = TargetAssignment()
            /// In versions 1+.
            package var memberType: Int8 = -1

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                memberId = reader.string(true)
                instanceId = reader.optionalString(true, nullable: true)
                rackId = reader.optionalString(true, nullable: true)
                memberEpoch = reader.int32()
                clientId = reader.string(true)
                clientHost = reader.string(true)
                subscribedTopicNames = reader.strings(true)
                subscribedTopicRegex = reader.optionalString(true, nullable: true)
                assignment = Assignment(fieldsFrom: &reader, version: version)
                targetAssignment = TargetAssignment(fieldsFrom: &reader, version: version)
                if version >= 1 {
                    memberType = reader.int8()
                }
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(memberId, true)
                writer.optionalString(instanceId, true, nullable: true)
                writer.optionalString(rackId, true, nullable: true)
                writer.int32(memberEpoch)
                writer.string(clientId, true)
                writer.string(clientHost, true)
                writer.strings(subscribedTopicNames, true)
                writer.optionalString(subscribedTopicRegex, true, nullable: true)
                assignment.encode(to: &writer, version: version)
                targetAssignment.encode(to: &writer, version: version)
                if version >= 1 {
                    writer.int8(memberType)
                }
                writer.noTags(true)
            }

            /// What `assignment` holds.
            package struct Assignment: Fields {
                package var topicPartitions: [TopicPartitions] = []

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    topicPartitions = reader.structs(true, version)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.structs(topicPartitions, true, version)
                    writer.noTags(true)
                }

                /// What one of `topicPartitions` holds.
                package struct TopicPartitions: Fields {
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
            }

            /// What `targetAssignment` holds.
            package struct TargetAssignment: Fields {
                package var topicPartitions: [TopicPartitions] = []

                package init() {}

                @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                    topicPartitions = reader.structs(true, version)
                    reader.skipTags(true)
                }

                @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                    writer.structs(topicPartitions, true, version)
                    writer.noTags(true)
                }

                /// What one of `topicPartitions` holds.
                package struct TopicPartitions: Fields {
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
            }
        }
    }
}
