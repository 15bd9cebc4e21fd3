// swift-format-ignore-file
// Written by MessageCompiler from Schema/088_StreamsGroupHeartbeat.txt.
package import Bytes

/// The response of StreamsGroupHeartbeat.
package struct StreamsGroupHeartbeatResponse: ResponseMessage {
    package static var apiKey: Int16 { 88 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = nil
    package var memberId: String = ""
    package var memberEpoch: Int32 = 0
    package var heartbeatIntervalMs: Int32 = 0
    package var acceptableRecoveryLag: Int32 = 0
    package var taskOffsetIntervalMs: Int32 = 0
    package var status: [Status]? = []
    package var activeTasks: [ActiveTasks]? = nil
    package var standbyTasks: [StandbyTasks]? = nil
    package var warmupTasks: [WarmupTasks]? = nil
    package var endpointInformationEpoch: Int32 = 0
    package var partitionsByUserEndpoint: [PartitionsByUserEndpoint]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        memberId = reader.string(true)
        memberEpoch = reader.int32()
        heartbeatIntervalMs = reader.int32()
        acceptableRecoveryLag = reader.int32()
        taskOffsetIntervalMs = reader.int32()
        status = reader.optionalStructs(true, nullable: true, version)
        activeTasks = reader.optionalStructs(true, nullable: true, version)
        standbyTasks = reader.optionalStructs(true, nullable: true, version)
        warmupTasks = reader.optionalStructs(true, nullable: true, version)
        endpointInformationEpoch = reader.int32()
        partitionsByUserEndpoint = reader.optionalStructs(true, nullable: true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        writer.string(memberId, true)
        writer.int32(memberEpoch)
        writer.int32(heartbeatIntervalMs)
        writer.int32(acceptableRecoveryLag)
        writer.int32(taskOffsetIntervalMs)
        writer.optionalStructs(status, true, nullable: true, version)
        writer.optionalStructs(activeTasks, true, nullable: true, version)
        writer.optionalStructs(standbyTasks, true, nullable: true, version)
        writer.optionalStructs(warmupTasks, true, nullable: true, version)
        writer.int32(endpointInformationEpoch)
        writer.optionalStructs(partitionsByUserEndpoint, true, nullable: true, version)
        writer.noTags(true)
    }

    /// What one of `status` holds.
    package struct Status: Fields {
        package var statusCode: Int8 = 0
        package var statusDetail: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            statusCode = reader.int8()
            statusDetail = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.int8(statusCode)
            writer.string(statusDetail, true)
            writer.noTags(true)
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

    /// What one of `partitionsByUserEndpoint` holds.
    package struct PartitionsByUserEndpoint: Fields {
        package var userEndpoint: UserEndpoint = UserEndpoint()
        package var activePartitions: [ActivePartitions] = []
        package var standbyPartitions: [StandbyPartitions] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            userEndpoint = UserEndpoint(fieldsFrom: &reader, version: version)
            activePartitions = reader.structs(true, version)
            standbyPartitions = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            userEndpoint.encode(to: &writer, version: version)
            writer.structs(activePartitions, true, version)
            writer.structs(standbyPartitions, true, version)
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

        /// What one of `activePartitions` holds.
        package struct ActivePartitions: Fields {
            package var topic: String = ""
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topic = reader.string(true)
                partitions = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(topic, true)
                writer.int32s(partitions, true)
                writer.noTags(true)
            }
        }

        /// What one of `standbyPartitions` holds.
        package struct StandbyPartitions: Fields {
            package var topic: String = ""
            package var partitions: [Int32] = []

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                topic = reader.string(true)
                partitions = reader.int32s(true)
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.string(topic, true)
                writer.int32s(partitions, true)
                writer.noTags(true)
            }
        }
    }
}
