import Bytes
import KafkaMessages
import KafkaProtocol
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
    /// Adds the record to a batch.
    func append(to batch: inout RecordBatchBuilder, now: Timestamp) {
        var key = ByteWriter(capacity: 64)
        var value = ByteWriter(capacity: 64)
        if encode(&key, &value) {
            batch.append(
                timestamp: now.rawValue, key: key.buffer.bytes, value: value.buffer.bytes)
        } else {
            batch.append(timestamp: now.rawValue, key: key.buffer.bytes, value: nil)
        }
    }

    /// Writes key and value.
    ///
    /// - Returns: false for a tombstone, which has no value.
    private func encode(_ key: inout ByteWriter, _ value: inout ByteWriter) -> Bool {
        switch self {
        case .offset(let group, let partition, let committed):
            Self.encodeOffset(group, partition, committed, &key, &value)
        case .classicGroup(let group, let metadata):
            Self.encodeClassicGroup(group, metadata, &key, &value)
        case .consumerGroup(let group, let record):
            Self.encodeConsumerGroup(group, record, &key, &value)
        }
    }

    private static func encodeOffset(
        _ group: String, _ partition: TopicPartition, _ committed: CommittedOffset?,
        _ key: inout ByteWriter, _ value: inout ByteWriter
    ) -> Bool {
        var place = OffsetCommitKey()
        place.group = group
        place.topic = partition.topic
        place.partition = partition.partition.rawValue
        key.writeCoordinatorKey(place)
        guard let committed else { return false }
        var message = OffsetCommitValue()
        message.offset = committed.offset
        message.leaderEpoch = committed.leaderEpoch
        message.metadata = committed.metadata
        message.commitTimestamp = committed.commitTimestamp.rawValue
        message.expireTimestamp = committed.expireTimestamp?.rawValue ?? -1
        message.topicId = committed.topicID
        let plain: Int16 = committed.topicID.isZero ? 3 : 4
        value.writeVersioned(message, version: committed.expireTimestamp == nil ? plain : 1)
        return true
    }

    private static func encodeClassicGroup(
        _ group: String, _ metadata: GroupMetadataValue?, _ key: inout ByteWriter,
        _ value: inout ByteWriter
    ) -> Bool {
        var name = GroupMetadataKey()
        name.group = group
        key.writeCoordinatorKey(name)
        guard let metadata else { return false }
        value.writeVersioned(metadata, version: 3)
        return true
    }

    private static func encodeConsumerGroup(
        _ group: String, _ record: ConsumerGroupRecord, _ key: inout ByteWriter,
        _ value: inout ByteWriter
    ) -> Bool {
        switch record {
        case .member(let id, let member):
            var name = ConsumerGroupMemberMetadataKey()
            name.groupId = group
            name.memberId = id
            key.writeCoordinatorKey(name)
            return write(member?.metadataValue, to: &value)
        case .epoch(let epoch, let hash):
            var name = ConsumerGroupMetadataKey()
            name.groupId = group
            key.writeCoordinatorKey(name)
            var message = ConsumerGroupMetadataValue()
            message.epoch = epoch ?? 0
            message.metadataHash = Int64(bitPattern: hash)
            return write(epoch == nil ? nil : message, to: &value)
        case .target(let id, let target):
            var name = ConsumerGroupTargetAssignmentMemberKey()
            name.groupId = group
            name.memberId = id
            key.writeCoordinatorKey(name)
            return write(target?.targetValue, to: &value)
        case .assignmentEpoch(let epoch):
            var name = ConsumerGroupTargetAssignmentMetadataKey()
            name.groupId = group
            key.writeCoordinatorKey(name)
            var message = ConsumerGroupTargetAssignmentMetadataValue()
            message.assignmentEpoch = epoch ?? 0
            return write(epoch == nil ? nil : message, to: &value)
        case .assignment(let id, let member):
            var name = ConsumerGroupCurrentMemberAssignmentKey()
            name.groupId = group
            name.memberId = id
            key.writeCoordinatorKey(name)
            return write(member?.assignmentValue, to: &value)
        case .regularExpression(let regex, let topics):
            var name = ConsumerGroupRegularExpressionKey()
            name.groupId = group
            name.regularExpression = regex
            key.writeCoordinatorKey(name)
            var message = ConsumerGroupRegularExpressionValue()
            message.topics = topics?.sorted() ?? []
            return write(topics == nil ? nil : message, to: &value)
        }
    }

    private static func write(_ message: (some Message)?, to value: inout ByteWriter) -> Bool {
        guard let message else { return false }
        value.writeVersioned(message, version: 0)
        return true
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
                group: key.group, place,
                CommittedOffset(try Self.read(value, OffsetCommitValue.self)))
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
            return (
                key.groupId, .regularExpression(key.regularExpression, value.map { Set($0.topics) })
            )
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
