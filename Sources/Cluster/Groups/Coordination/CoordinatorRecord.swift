import Bytes
import KafkaMessages
import LogEngine
import Syscalls

/// A record of `__consumer_offsets`: a fact about a group; nil is its tombstone.
enum CoordinatorRecord {
    case offset(group: String, TopicPartition, CommittedOffset?)
    case classicGroup(String, GroupMetadataValue?)
    case consumerGroup(String, ConsumerGroupRecord)
}

// MARK: - Writing

extension CoordinatorRecord {
    /// The bytes of the record's key, and of its value unless it is a tombstone.
    func encoded() -> (key: [UInt8], value: [UInt8]?) {
        switch self {
        case .offset(let group, let partition, let committed):
            Self.offset(group, partition, committed)
        case .classicGroup(let group, let value):
            Self.classicGroup(group, value)
        case .consumerGroup(let group, let record):
            Self.consumerGroup(group, record)
        }
    }

    private static func offset(
        _ group: String, _ partition: TopicPartition, _ committed: CommittedOffset?
    ) -> ([UInt8], [UInt8]?) {
        var key = OffsetCommitKey()
        key.group = group
        key.topic = partition.topic
        key.partition = partition.partition.rawValue
        guard let committed else { return (bytes(key), nil) }
        var value = OffsetCommitValue()
        value.offset = committed.offset
        value.leaderEpoch = committed.leaderEpoch
        value.metadata = committed.metadata
        value.commitTimestamp = committed.commitTimestamp.rawValue
        value.expireTimestamp = committed.expireTimestamp?.rawValue ?? -1
        value.topicId = committed.topicID
        let version: Int16 = committed.expireTimestamp != nil ? 1 : committed.topicID.isZero ? 3 : 4
        return (bytes(key), bytes(value, version))
    }

    private static func classicGroup(
        _ group: String, _ value: GroupMetadataValue?
    ) -> ([UInt8], [UInt8]?) {
        var key = GroupMetadataKey()
        key.group = group
        return (bytes(key), value.map { bytes($0, 3) })
    }

    private static func consumerGroup(
        _ group: String, _ record: ConsumerGroupRecord
    ) -> ([UInt8], [UInt8]?) {
        switch record {
        case .member(let id, let member):
            var key = ConsumerGroupMemberMetadataKey()
            key.groupId = group
            key.memberId = id
            return (bytes(key), member.map { bytes($0.metadataValue, 0) })
        case .epoch(let epoch, let hash):
            var key = ConsumerGroupMetadataKey()
            key.groupId = group
            var value = ConsumerGroupMetadataValue()
            value.epoch = epoch ?? 0
            value.metadataHash = Int64(bitPattern: hash)
            return (bytes(key), epoch.map { _ in bytes(value, 0) })
        case .target(let id, let target):
            var key = ConsumerGroupTargetAssignmentMemberKey()
            key.groupId = group
            key.memberId = id
            return (bytes(key), target.map { bytes($0.targetValue, 0) })
        case .assignmentEpoch(let epoch):
            var key = ConsumerGroupTargetAssignmentMetadataKey()
            key.groupId = group
            var value = ConsumerGroupTargetAssignmentMetadataValue()
            value.assignmentEpoch = epoch ?? 0
            return (bytes(key), epoch.map { _ in bytes(value, 0) })
        case .assignment(let id, let member):
            var key = ConsumerGroupCurrentMemberAssignmentKey()
            key.groupId = group
            key.memberId = id
            return (bytes(key), member.map { bytes($0.assignmentValue, 0) })
        case .regularExpression(let regex, let topics):
            var key = ConsumerGroupRegularExpressionKey()
            key.groupId = group
            key.regularExpression = regex
            var value = ConsumerGroupRegularExpressionValue()
            value.topics = topics?.sorted() ?? []
            return (bytes(key), topics.map { _ in bytes(value, 0) })
        }
    }

    private static func bytes(_ key: some TypedMessage) -> [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.writeCoordinatorKey(key)
        return writer.bytes
    }

    private static func bytes(_ value: some Message, _ version: Int16) -> [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.writeVersioned(value, version: version)
        return writer.bytes
    }
}

// MARK: - Reading

extension CoordinatorRecord {
    /// Reads a record; nil for kinds that this version does not keep (share and streams groups).
    init?(key: RawSpan, value: RawSpan?) throws(MalformedMessage) {
        var reader = ByteReader(key, budget: ByteReader.budget(forFrameOf: key.byteCount))
        let type = reader.read(Int16.self)
        switch type {
        case OffsetCommitKey.recordType, LegacyOffsetCommitKey.recordType:
            let key = try OffsetCommitKey(from: &reader, version: 0)
            let place = TopicPartition(
                topic: key.topic, partition: .init(rawValue: key.partition))
            self = .offset(
                group: key.group, place, CommittedOffset(try Self.read(value, OffsetCommitValue.self)))
        case GroupMetadataKey.recordType:
            let key = try GroupMetadataKey(from: &reader, version: 0)
            self = .classicGroup(key.group, try Self.read(value, GroupMetadataValue.self))
        default:
            guard let (group, record) = try Self.consumerRecord(type, &reader, value) else {
                return nil
            }
            self = .consumerGroup(group, record)
        }
    }

    private static func consumerRecord(
        _ type: Int16, _ reader: inout ByteReader, _ value: RawSpan?
    ) throws(MalformedMessage) -> (String, ConsumerGroupRecord)? {
        switch type {
        case ConsumerGroupMemberMetadataKey.recordType:
            let key = try ConsumerGroupMemberMetadataKey(from: &reader, version: 0)
            let value = try read(value, ConsumerGroupMemberMetadataValue.self)
            let member = value.map { ConsumerGroup.Member(id: key.memberId, $0) }
            return (key.groupId, .member(key.memberId, member))
        case ConsumerGroupMetadataKey.recordType:
            let key = try ConsumerGroupMetadataKey(from: &reader, version: 0)
            let value = try read(value, ConsumerGroupMetadataValue.self)
            let hash = UInt64(bitPattern: value?.metadataHash ?? 0)
            return (key.groupId, .epoch(value?.epoch, subscriptionHash: hash))
        case ConsumerGroupTargetAssignmentMemberKey.recordType:
            let key = try ConsumerGroupTargetAssignmentMemberKey(from: &reader, version: 0)
            let value = try read(value, ConsumerGroupTargetAssignmentMemberValue.self)
            return (key.groupId, .target(key.memberId, value.map { PartitionSet($0) }))
        case ConsumerGroupTargetAssignmentMetadataKey.recordType:
            let key = try ConsumerGroupTargetAssignmentMetadataKey(from: &reader, version: 0)
            let value = try read(value, ConsumerGroupTargetAssignmentMetadataValue.self)
            return (key.groupId, .assignmentEpoch(value?.assignmentEpoch))
        case ConsumerGroupCurrentMemberAssignmentKey.recordType:
            let key = try ConsumerGroupCurrentMemberAssignmentKey(from: &reader, version: 0)
            let value = try read(value, ConsumerGroupCurrentMemberAssignmentValue.self)
            let member = value.map { ConsumerGroup.Member(id: key.memberId, $0) }
            return (key.groupId, .assignment(key.memberId, member))
        case ConsumerGroupRegularExpressionKey.recordType:
            let key = try ConsumerGroupRegularExpressionKey(from: &reader, version: 0)
            let value = try read(value, ConsumerGroupRegularExpressionValue.self)
            return (key.groupId, .regularExpression(key.regularExpression, value.map { Set($0.topics) }))
        default:
            return nil
        }
    }

    private static func read<Value: Message>(
        _ value: RawSpan?, _: Value.Type
    ) throws(MalformedMessage) -> Value? {
        guard let value else { return nil }
        var reader = ByteReader(value, budget: ByteReader.budget(forFrameOf: value.byteCount))
        return try Value(versionedFrom: &reader)
    }
}

extension CommittedOffset {
    /// What a record says; nil for a tombstone.
    fileprivate init?(_ value: OffsetCommitValue?) {
        guard let value else { return nil }
        self.init(
            offset: value.offset, commitTimestamp: Timestamp(rawValue: value.commitTimestamp))
        leaderEpoch = value.leaderEpoch
        metadata = value.metadata
        expireTimestamp =
            value.expireTimestamp < 0 ? nil : Timestamp(rawValue: value.expireTimestamp)
        topicID = value.topicId
    }
}
