package import Bytes
import KafkaMessages
import KafkaProtocol

extension KafkaClient {
    /// Makes a topic; -1 partitions or replicas are as many as the broker's settings say.
    ///
    /// - Returns: the topic's id, zero where the broker does not tell.
    package func createTopic(
        _ name: String, partitions: Int32 = -1, replicas: Int16 = -1,
        configs: [(key: String, value: String)] = [], onlyValidating: Bool = false
    ) throws(ClientError) -> Uuid {
        var topic = CreateTopicsRequest.Topics()
        topic.name = name
        topic.numPartitions = partitions
        topic.replicationFactor = replicas
        topic.configs = configs.map { key, value in
            var config = CreateTopicsRequest.Topics.Configs()
            config.name = key
            config.value = value
            return config
        }
        var request = CreateTopicsRequest()
        request.topics = [topic]
        request.timeoutMs = 30_000
        request.validateOnly = onlyValidating
        guard let result = try ask(request, of: .controller).topics.first else {
            throw .refused(.unknownServerError, subject: "topic \(name)", message: nil)
        }
        try check(result.errorCode, "topic \(name)", result.errorMessage)
        return result.topicId
    }

    /// Gives a topic more partitions, so that it has `count`.
    package func addPartitions(to name: String, count: Int32) throws(ClientError) {
        var topic = CreatePartitionsRequest.Topics()
        topic.name = name
        topic.count = count
        topic.assignments = nil
        var request = CreatePartitionsRequest()
        request.topics = [topic]
        request.timeoutMs = 30_000
        for result in try ask(request, of: .controller).results {
            try check(result.errorCode, "topic \(name)", result.errorMessage)
        }
    }

    /// Deletes a topic and all its records.
    package func deleteTopic(_ name: String) throws(ClientError) {
        var topic = DeleteTopicsRequest.Topics()
        topic.name = name
        var request = DeleteTopicsRequest()
        request.topics = [topic]
        request.topicNames = [name]
        request.timeoutMs = 30_000
        for result in try ask(request, of: .controller).responses {
            if ErrorCode(rawValue: result.errorCode) == .unknownTopicOrPartition {
                throw .noSuchTopic(name)
            }
            try check(result.errorCode, "topic \(name)", result.errorMessage)
        }
    }

    /// Throws what a broker says unless it is that all went well.
    func check(
        _ code: Int16, _ subject: String, _ message: String?
    ) throws(ClientError) {
        guard code != 0 else { return }
        throw .refused(
            ErrorCode(rawValue: code), subject: subject, message: message == "" ? nil : message)
    }
}
