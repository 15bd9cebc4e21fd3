import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol

/// DescribeTopicPartitions (key 75): topics and their partitions, page by page (KIP-966).
package enum DescribeTopicPartitions: Api {
    package static let key = ApiKey.describeTopicPartitions
    package static let versions: ClosedRange<Int16> = 0...0

    typealias Entry = DescribeTopicPartitionsResponse.Topics

    package static func begin(
        _ request: DescribeTopicPartitionsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var names = Set(request.topics.map(\.name)).sorted()
        if request.topics.isEmpty { names = context.image.topics.sortedNames }
        if let cursor = request.cursor {
            names.removeAll { $0 < cursor.topicName }
            let isInList = names.first == cursor.topicName || request.topics.isEmpty
            guard isInList, cursor.partitionIndex >= 0 else {
                return .reply(context.reply(refusal(of: cursor)))
            }
        }
        return .reply(context.reply(page(names, request, in: context)))
    }

    private static func refusal(
        of cursor: DescribeTopicPartitionsRequest.Cursor
    ) -> DescribeTopicPartitionsResponse {
        var response = DescribeTopicPartitionsResponse()
        var entry = Entry()
        entry.errorCode = ErrorCode.invalidRequest.rawValue
        entry.name = cursor.topicName
        response.topics = [entry]
        return response
    }

    /// As many partitions as a page may hold, and where the next page begins.
    private static func page(
        _ names: [String], _ request: DescribeTopicPartitionsRequest, in context: RequestContext
    ) -> DescribeTopicPartitionsResponse {
        var response = DescribeTopicPartitionsResponse()
        let most = context.loop.configuration.maxRequestPartitionSizeLimit
        var room = max(min(Int(request.responsePartitionLimit), most), 1)
        for name in names {
            let isCursor = name == request.cursor?.topicName
            let first = isCursor ? Int(request.cursor?.partitionIndex ?? 0) : 0
            guard room > 0 else {
                response.nextCursor = cursor(name, first)
                break
            }
            guard let topic = context.image.topics[name] else {
                response.topics.append(unknown(name))
                continue
            }
            let listed = topic.partitions.indices.dropFirst(first).prefix(room)
            response.topics.append(entry(topic, listed, in: context))
            room -= listed.count
            if let last = listed.last, last + 1 < topic.partitions.count {
                response.nextCursor = cursor(name, last + 1)
                break
            }
        }
        return response
    }

    private static func cursor(
        _ name: String, _ partition: Int
    ) -> DescribeTopicPartitionsResponse.NextCursor {
        var cursor = DescribeTopicPartitionsResponse.NextCursor()
        cursor.topicName = name
        cursor.partitionIndex = Int32(partition)
        return cursor
    }

    private static func unknown(_ name: String) -> Entry {
        var entry = Entry()
        let isLegal = TopicName.complaint(about: name) == nil
        entry.errorCode =
            (isLegal ? ErrorCode.unknownTopicOrPartition : .invalidTopicException).rawValue
        entry.name = name
        return entry
    }

    private static func entry(
        _ topic: TopicImage, _ listed: some Sequence<Int>, in context: RequestContext
    ) -> Entry {
        var entry = Entry()
        entry.name = topic.name
        entry.topicId = topic.id
        entry.isInternal = topic.isInternal
        entry.topicAuthorizedOperations = AuthorizedOperations.onTopic
        let reach = BrokerReach(in: context)
        entry.partitions = listed.map { index in
            let image = topic.partitions[index]
            var partition = Entry.Partitions()
            partition.partitionIndex = Int32(index)
            partition.leaderId = reach.complaint(about: image.leader) == nil ? image.leader : -1
            partition.leaderEpoch = image.leaderEpoch.rawValue
            partition.replicaNodes = image.replicas
            partition.isrNodes = image.isr
            partition.eligibleLeaderReplicas = image.eligibleLeaderReplicas
            partition.lastKnownElr = image.lastKnownEligibleLeaders
            partition.offlineReplicas = reach.offlineReplicas(of: image)
            return partition
        }
        return entry
    }
}
