package import KafkaMessages
package import KafkaProtocol

/// What became of one partition.
package struct PartitionOutcome: Equatable, Sendable {
    package let topic: String
    package let partition: Int32
    package let code: ErrorCode
    package let message: String?
}

extension KafkaClient {
    /// Gives partitions their preferred leader, all for nil: or any, where they have none.
    ///
    /// - Returns: what became of each; of all partitions only of those that needed it.
    package func electLeaders(
        of partitions: [(topic: String, partition: Int32)]?, unclean: Bool
    ) throws(ClientError) -> [PartitionOutcome] {
        var request = ElectLeadersRequest()
        request.electionType = unclean ? 1 : 0
        request.timeoutMs = timeoutMs
        request.topicPartitions = partitions.map { partitions in
            Dictionary(grouping: partitions, by: \.topic).sorted { $0.key < $1.key }.map { group in
                var topic = ElectLeadersRequest.TopicPartitions()
                topic.topic = group.key
                topic.partitions = group.value.map(\.partition)
                return topic
            }
        }
        if unclean { try require(1, of: ElectLeadersRequest.self, api: .electLeaders) }
        let response = try ask(request, of: .controller)
        try check(response.errorCode, "election", nil)
        return response.replicaElectionResults.flatMap { topic in
            topic.partitionResult.map { result in
                PartitionOutcome(
                    topic: topic.topic, partition: result.partitionId,
                    code: ErrorCode(rawValue: result.errorCode), message: result.errorMessage)
            }
        }
    }

    /// Moves partitions to other brokers, the preferred leader first; nil cancels what runs.
    package func reassign(
        _ partitions: [(topic: String, partition: Int32)], to replicas: [Int32]?
    ) throws(ClientError) -> [PartitionOutcome] {
        var request = AlterPartitionReassignmentsRequest()
        request.timeoutMs = timeoutMs
        request.topics =
            Dictionary(grouping: partitions, by: \.topic).sorted { $0.key < $1.key }.map { group in
                var topic = AlterPartitionReassignmentsRequest.Topics()
                topic.name = group.key
                topic.partitions = group.value.map { place in
                    var partition = AlterPartitionReassignmentsRequest.Topics.Partitions()
                    partition.partitionIndex = place.partition
                    partition.replicas = replicas
                    return partition
                }
                return topic
            }
        let response = try ask(request, of: .controller)
        try check(response.errorCode, "reassignment", response.errorMessage)
        return response.responses.flatMap { topic in
            topic.partitions.map { result in
                PartitionOutcome(
                    topic: topic.name, partition: result.partitionIndex,
                    code: ErrorCode(rawValue: result.errorCode), message: result.errorMessage)
            }
        }
    }

    /// The partitions that are moving.
    package func reassignments() throws(ClientError) -> [ListPartitionReassignmentsResponse.Topics]
    {
        var request = ListPartitionReassignmentsRequest()
        request.timeoutMs = timeoutMs
        let response = try ask(request, of: .controller)
        try check(response.errorCode, "reassignments", response.errorMessage)
        return response.topics
    }

    /// An older version would do something else than what is asked.
    private func require<Request: RequestMessage>(
        _ version: Int16, of request: Request.Type, api: ApiKey
    ) throws(ClientError) {
        let connection = try connection(to: .controller)
        guard connection.version(of: request) ?? 0 >= version else {
            throw .notSupported(address: connection.address.description, api: api)
        }
    }
}
