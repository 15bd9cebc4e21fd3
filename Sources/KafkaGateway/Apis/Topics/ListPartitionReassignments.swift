import Cluster
package import KafkaMessages
package import KafkaProtocol

/// ListPartitionReassignments (key 46): which partitions are moving to other brokers (KIP-455).
package enum ListPartitionReassignments: Api {
    package static let key = ApiKey.listPartitionReassignments
    package static let versions: ClosedRange<Int16> = 0...0

    typealias Entry = ListPartitionReassignmentsResponse.Topics

    package static func begin(
        _ request: ListPartitionReassignmentsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        var response = ListPartitionReassignmentsResponse()
        response.errorMessage = nil
        response.topics =
            if let asked = request.topics {
                asked.compactMap { topic in
                    context.image.topics[topic.name].flatMap { moving($0, topic.partitionIndexes) }
                }
            } else {
                context.image.topics.sortedNames.compactMap { name in
                    context.image.topics[name].flatMap { moving($0, $0.partitionIndexes) }
                }
            }
        return .reply(context.reply(response))
    }

    /// Those of the partitions that move; what does not, or is not there, is left out.
    private static func moving(_ topic: TopicImage, _ indexes: [Int32]) -> Entry? {
        var entry = Entry()
        entry.name = topic.name
        entry.partitions = Set(indexes).sorted().compactMap { index in
            guard let partition = topic.partition(index), partition.isMoving else { return nil }
            var result = Entry.Partitions()
            result.partitionIndex = index
            result.replicas = partition.replicas
            result.addingReplicas = partition.adding
            result.removingReplicas = partition.removing
            return result
        }
        return entry.partitions.isEmpty ? nil : entry
    }
}

extension TopicImage {
    fileprivate var partitionIndexes: [Int32] { partitions.indices.map(Int32.init) }
}
