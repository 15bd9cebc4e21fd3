import Bytes
import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine
import Syscalls

/// OffsetCommit (key 8): a group notes how far it has read.
///
/// - v2: how long to keep it (to v4)
/// - v6: the leader epoch of the record (KIP-320)
/// - v7: static members (KIP-345)
/// - v9: the member epoch of KIP-848
/// - v10: topics by id
package enum OffsetCommit: Api {
    package static let key = ApiKey.offsetCommit
    package static let versions: ClosedRange<Int16> = 2...10

    package static func begin(
        _ request: OffsetCommitRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let rows = rows(request, context)
        do throws(GroupError) {
            let partition = try context.groups(of: request.groupId)
            let outcome = try partition.commit(
                committing(request, rows, context), for: request.groupId, now: context.loop.now,
                wallTime: context.loop.wallTime)
            return AwaitedRecords.outcome(
                response(request, rows, outcome.value.map { $0?.code }, context),
                after: outcome.goal, in: partition.replica,
                late: response(request, rows, rows.map { _ in .requestTimedOut }, context), context)
        } catch {
            let code = error == .recordsTooLarge ? .invalidCommitOffsetSize : error.code
            let codes = rows.map { _ in Optional(code) }
            return .reply(context.reply(response(request, rows, codes, context)))
        }
    }

    /// A partition of the request that exists, and where it stands in it.
    private struct Row {
        let topic: Int
        let partition: Int
        let place: TopicPartition
        let topicID: Uuid
    }

    private static func rows(_ request: OffsetCommitRequest, _ context: RequestContext) -> [Row] {
        request.topics.enumerated().flatMap { topicIndex, topic -> [Row] in
            let known =
                context.version >= 10
                ? context.image.topics[topic.topicId] : context.image.topics[topic.name]
            guard let known else { return [] }
            return topic.partitions.enumerated().compactMap { index, partition in
                guard known.partition(partition.partitionIndex) != nil else { return nil }
                return Row(
                    topic: topicIndex, partition: index,
                    place: TopicPartition(
                        topic: known.name,
                        partition: PartitionIndex(rawValue: partition.partitionIndex)),
                    topicID: known.id)
            }
        }
    }

    private static func committing(
        _ request: OffsetCommitRequest, _ rows: [Row], _ context: RequestContext
    ) -> CommitRequest {
        var committing = CommitRequest()
        committing.memberID = request.memberId
        committing.instanceID = request.groupInstanceId
        committing.generation = request.generationIdOrMemberEpoch
        committing.version = context.version
        let now = context.loop.wallTime
        committing.offsets = rows.map { row in
            let asked = request.topics[row.topic].partitions[row.partition]
            var committed = CommittedOffset(offset: asked.committedOffset, commitTimestamp: now)
            committed.leaderEpoch = asked.committedLeaderEpoch
            committed.metadata = asked.committedMetadata ?? ""
            committed.topicID = row.topicID
            if request.retentionTimeMs >= 0 {
                committed.expireTimestamp = Timestamp(
                    rawValue: now.rawValue &+ request.retentionTimeMs)
            }
            return (row.place, committed)
        }
        return committing
    }

    /// Every partition of the request in its order: those that exist with their codes, the others unknown.
    private static func response(
        _ request: OffsetCommitRequest, _ rows: [Row], _ codes: [ErrorCode?],
        _ context: RequestContext
    ) -> OffsetCommitResponse {
        var response = OffsetCommitResponse()
        response.topics = request.topics.map { asked in
            var topic = OffsetCommitResponse.Topics()
            topic.name = asked.name
            topic.topicId = asked.topicId
            let isKnown = context.version < 10 || context.image.topics[asked.topicId] != nil
            let unknown = isKnown ? ErrorCode.unknownTopicOrPartition : .unknownTopicId
            topic.partitions = asked.partitions.map { partition in
                var answer = OffsetCommitResponse.Topics.Partitions()
                answer.partitionIndex = partition.partitionIndex
                answer.errorCode = unknown.rawValue
                return answer
            }
            return topic
        }
        for (row, code) in zip(rows, codes) {
            response.topics[row.topic].partitions[row.partition].errorCode =
                (code ?? .none).rawValue
        }
        return response
    }
}
