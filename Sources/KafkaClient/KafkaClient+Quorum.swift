package import KafkaMessages
import KafkaProtocol

extension KafkaClient {
    /// The quorum that keeps the cluster's metadata.
    package func quorum() throws(ClientError) -> DescribeQuorumResponse.Topics.Partitions {
        var topic = DescribeQuorumRequest.Topics()
        topic.topicName = "__cluster_metadata"
        topic.partitions = [DescribeQuorumRequest.Topics.Partitions()]
        var request = DescribeQuorumRequest()
        request.topics = [topic]
        let response = try ask(request, of: .controller)
        try check(response.errorCode, "quorum", response.errorMessage)
        guard let partition = response.topics.first?.partitions.first else {
            throw .refused(.unknownServerError, subject: "quorum", message: nil)
        }
        try check(partition.errorCode, "quorum", partition.errorMessage)
        return partition
    }

    /// Has the cluster forget a broker that will not come back.
    package func unregister(broker id: Int32) throws(ClientError) {
        var request = UnregisterBrokerRequest()
        request.brokerId = id
        let response = try ask(request, of: .controller)
        try check(response.errorCode, "broker \(id)", response.errorMessage)
    }
}
