import Bytes
import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine

/// OffsetFetch (key 9): what groups have committed.
///
/// - v2: null topics: all of the group
/// - v5: leader epochs
/// - v7: only what no open transaction may change (KIP-447)
/// - v8: several groups
/// - v9: the member epoch of KIP-848
/// - v10: topics by id
package enum OffsetFetch: Api {
    package static let key = ApiKey.offsetFetch
    package static let versions: ClosedRange<Int16> = 1...10

    typealias Asked = OffsetFetchRequest.Groups
    typealias Told = OffsetFetchResponse.Groups

    package static func begin(
        _ request: OffsetFetchRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let asked = context.version < 8 ? [single(request)] : request.groups
        var goals: [AwaitedRecords<OffsetFetchResponse>.Goal] = []
        let told = asked.map { answer(to: $0, request.requireStable, &goals, context) }
        guard context.hasRoom(for: told.reduce(0) { $0 + $1.byteCount }, each: 2) else {
            return .close
        }
        let late = asked.map { asked in
            var late = Told()
            late.groupId = asked.groupId
            late.errorCode = GroupError.notAvailable.code.rawValue
            return late
        }
        return AwaitedRecords.outcome(
            response(request, told, context), after: goals, late: response(request, late, context),
            context)
    }

    private static func response(
        _ request: OffsetFetchRequest, _ groups: [Told], _ context: RequestContext
    ) -> OffsetFetchResponse {
        var response = OffsetFetchResponse()
        guard context.version < 8 else {
            response.groups = groups
            return response
        }
        let told = groups[0]
        response.errorCode = told.errorCode
        response.topics = told.topics.map { topic in
            var old = OffsetFetchResponse.Topics()
            old.name = topic.name
            old.partitions = topic.partitions.map { partition in
                var row = OffsetFetchResponse.Topics.Partitions()
                row.partitionIndex = partition.partitionIndex
                row.committedOffset = partition.committedOffset
                row.committedLeaderEpoch = partition.committedLeaderEpoch
                row.metadata = partition.metadata
                row.errorCode = partition.errorCode
                return row
            }
            return old
        }
        if context.version < 2, told.errorCode != 0 {
            response.topics = refused(request, told.errorCode)
        }
        return response
    }

    /// A request of the versions before several groups.
    private static func single(_ request: OffsetFetchRequest) -> Asked {
        var asked = Asked()
        asked.groupId = request.groupId
        asked.topics = request.topics.map { topics in
            topics.map { topic in
                var one = Asked.Topics()
                one.name = topic.name
                one.partitionIndexes = topic.partitionIndexes
                return one
            }
        }
        return asked
    }

    /// v1 has no error for the whole answer: each partition has it.
    private static func refused(
        _ request: OffsetFetchRequest, _ code: Int16
    ) -> [OffsetFetchResponse.Topics] {
        (request.topics ?? []).map { topic in
            var refused = OffsetFetchResponse.Topics()
            refused.name = topic.name
            refused.partitions = topic.partitionIndexes.map { index in
                var row = OffsetFetchResponse.Topics.Partitions()
                row.partitionIndex = index
                row.committedOffset = -1
                row.metadata = ""
                row.errorCode = code
                return row
            }
            return refused
        }
    }

    /// What a group has committed, and how far its log must be committed before that may be told.
    private static func answer(
        to asked: Asked, _ requiresStable: Bool,
        _ goals: inout [AwaitedRecords<OffsetFetchResponse>.Goal],
        _ context: RequestContext
    ) -> Told {
        var told = Told()
        told.groupId = asked.groupId
        do throws(GroupError) {
            let wanted = asked.topics?.flatMap { places(of: $0, context) }
            let partition = try context.groups(of: asked.groupId)
            let committed = try partition.committed(
                by: asked.groupId, memberID: asked.memberId, memberEpoch: asked.memberEpoch,
                requiresStable: requiresStable, of: wanted)
            goals.append((partition.replica, committed.goal))
            told.topics =
                asked.topics == nil
                ? topics(committed.value, context)
                : topics(asked.topics ?? [], committed.value, context)
        } catch {
            told.errorCode = error.code.rawValue
        }
        return told
    }

    private static func name(of topic: Asked.Topics, _ context: RequestContext) -> String? {
        context.version >= 10 ? context.image.topics[topic.topicId]?.name : topic.name
    }

    private static func places(
        of topic: Asked.Topics, _ context: RequestContext
    ) -> [TopicPartition] {
        guard let name = name(of: topic, context) else { return [] }
        return topic.partitionIndexes.map {
            TopicPartition(topic: name, partition: PartitionIndex(rawValue: $0))
        }
    }

    /// What was asked for, in its order.
    private static func topics(
        _ asked: [Asked.Topics],
        _ committed: [(partition: TopicPartition, offset: FetchedOffset)],
        _ context: RequestContext
    ) -> [Told.Topics] {
        let found = Dictionary(
            committed.map { ($0.partition, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return asked.map { topic in
            var told = Told.Topics()
            told.name = topic.name
            told.topicId = topic.topicId
            let name = name(of: topic, context)
            told.partitions = topic.partitionIndexes.map { index in
                guard let name else { return row(index, .nothing, .unknownTopicId) }
                let place = TopicPartition(topic: name, partition: PartitionIndex(rawValue: index))
                return row(index, found[place] ?? .nothing)
            }
            return told
        }
    }

    /// All that there is, topic by topic; by id only topics that are still there.
    private static func topics(
        _ committed: [(partition: TopicPartition, offset: FetchedOffset)],
        _ context: RequestContext
    ) -> [Told.Topics] {
        var topics: [Told.Topics] = []
        for (place, offset) in committed {
            if topics.last?.name != place.topic {
                var topic = Told.Topics()
                topic.name = place.topic
                topic.topicId = context.image.topics[place.topic]?.id ?? .zero
                topics.append(topic)
            }
            topics[topics.count - 1].partitions.append(row(place.partition.rawValue, offset))
        }
        return context.version >= 10 ? topics.filter { !$0.topicId.isZero } : topics
    }

    private static func row(
        _ index: Int32, _ offset: FetchedOffset, _ code: ErrorCode = .none
    ) -> Told.Topics.Partitions {
        var row = Told.Topics.Partitions()
        row.partitionIndex = index
        row.committedOffset = -1
        row.committedLeaderEpoch = -1
        row.metadata = ""
        row.errorCode = code.rawValue
        switch offset {
        case .nothing: break
        case .unstable: row.errorCode = ErrorCode.unstableOffsetCommit.rawValue
        case .committed(let committed):
            row.committedOffset = committed.offset
            row.committedLeaderEpoch = committed.leaderEpoch
            row.metadata = committed.metadata
        }
        return row
    }
}

extension OffsetFetch.Told {
    /// About how many bytes it takes, with the metadata of each partition however often it is named.
    fileprivate var byteCount: Int {
        topics.reduce(64) { bytes, topic in
            topic.partitions.reduce(bytes + 64 + topic.name.utf8.count) {
                $0 + 64 + ($1.metadata?.utf8.count ?? 0)
            }
        }
    }
}
