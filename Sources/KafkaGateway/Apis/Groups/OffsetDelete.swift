import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine

/// OffsetDelete (key 47): forgets offsets of a group (KIP-496).
package enum OffsetDelete: Api {
    package static let key = ApiKey.offsetDelete
    package static let versions: ClosedRange<Int16> = 0...0

    package static func begin(
        _ request: OffsetDeleteRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = OffsetDeleteResponse()
        response.topics = request.topics.map { asked in
            var topic = OffsetDeleteResponse.Topics()
            topic.name = asked.name
            topic.partitions = asked.partitions.map { partition in
                var row = OffsetDeleteResponse.Topics.Partitions()
                row.partitionIndex = partition.partitionIndex
                let isKnown =
                    context.image.topics[asked.name]?.partition(partition.partitionIndex) != nil
                row.errorCode = (isKnown ? ErrorCode.none : .unknownTopicOrPartition).rawValue
                return row
            }
            return topic
        }
        let places = response.topics.flatMap { topic in
            topic.partitions.filter { $0.errorCode == 0 }.map {
                TopicPartition(
                    topic: topic.name, partition: PartitionIndex(rawValue: $0.partitionIndex))
            }
        }
        // Where nothing of it exists the group is not asked.
        guard !places.isEmpty else { return .reply(context.reply(response)) }
        do throws(GroupError) {
            let partition = try context.namedGroup(request.groupId)
            let outcome = try partition.deleteOffsets(
                of: places, by: request.groupId, wallTime: context.loop.wallTime)
            let refused = Set(zip(places, outcome.value).filter { $0.1 != nil }.map(\.0))
            for topic in response.topics.indices {
                for row in response.topics[topic].partitions.indices {
                    let place = TopicPartition(
                        topic: response.topics[topic].name,
                        partition: PartitionIndex(
                            rawValue: response.topics[topic].partitions[row].partitionIndex))
                    if refused.contains(place) {
                        response.topics[topic].partitions[row].errorCode =
                            ErrorCode.groupSubscribedToTopic.rawValue
                    }
                }
            }
            return AwaitedRecords.outcome(
                response, after: outcome.goal, in: partition.replica, late: refusal(.notAvailable),
                context)
        } catch {
            return .reply(context.reply(refusal(error)))
        }
    }

    private static func refusal(_ error: GroupError) -> OffsetDeleteResponse {
        var response = OffsetDeleteResponse()
        response.errorCode = error.code.rawValue
        return response
    }
}
