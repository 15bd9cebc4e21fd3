// swift-format-ignore-file
// Written by MessageCompiler from Schema/068_ConsumerGroupHeartbeat.txt.
package import Bytes

/// The request of ConsumerGroupHeartbeat.
package struct ConsumerGroupHeartbeatRequest: RequestMessage {
    package typealias Response = ConsumerGroupHeartbeatResponse
    package static var apiKey: Int16 { 68 }
    package static var versions: ClosedRange<Int16> { 0...1 }
    package static var flexibleFrom: Int16 { 0 }

    package var groupId: String = ""
    package var memberId: String = ""
    package var memberEpoch: Int32 = 0
    package var instanceId: String? = nil
    package var rackId: String? = nil
    package var rebalanceTimeoutMs: Int32 = -1
    package var subscribedTopicNames: [String]? = nil
    /// In versions 1+.
    package var subscribedTopicRegex: String? = nil
    package var serverAssignor: String? = nil
    package var topicPartitions: [TopicPartitions]? = nil

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        groupId = reader.string(true)
        memberId = reader.string(true)
        memberEpoch = reader.int32()
        instanceId = reader.optionalString(true, nullable: true)
        rackId = reader.optionalString(true, nullable: true)
        rebalanceTimeoutMs = reader.int32()
        subscribedTopicNames = reader.optionalStrings(true, nullable: true)
        if version >= 1 {
            subscribedTopicRegex = reader.optionalString(true, nullable: true)
        }
        serverAssignor = reader.optionalString(true, nullable: true)
        topicPartitions = reader.optionalStructs(true, nullable: true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(groupId, true)
        writer.string(memberId, true)
        writer.int32(memberEpoch)
        writer.optionalString(instanceId, true, nullable: true)
        writer.optionalString(rackId, true, nullable: true)
        writer.int32(rebalanceTimeoutMs)
        writer.optionalStrings(subscribedTopicNames, true, nullable: true)
        if version >= 1 {
            writer.optionalString(subscribedTopicRegex, true, nullable: true)
        }
        writer.optionalString(serverAssignor, true, nullable: true)
        writer.optionalStructs(topicPartitions, true, nullable: true, version)
        writer.noTags(true)
    }

    /// What one of `topicPartitions` holds.
    package struct TopicPartitions: Fields {
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
