package import Bytes
import KafkaMessages
package import KafkaProtocol

/// When a write counts as done.
package enum Acknowledgement: Int16, Sendable {
    /// At once; the broker does not answer.
    case none = 0
    /// When the leader has it.
    case leader = 1
    /// When all replicas in sync have it.
    case all = -1
}

extension KafkaClient {
    /// Sends a batch to who leads its partition; what passes by itself is tried again.
    ///
    /// - Returns: the offset that its first record was given; nil where none is told.
    package func produce(
        _ batch: borrowing ByteBuffer, topic name: String, partition index: Int32,
        acknowledged: Acknowledgement, timeoutMs: Int32 = 30_000
    ) throws(ClientError) -> Offset? {
        var partition = ProduceRequest.TopicData.PartitionData()
        partition.index = index
        partition.records = .bytes(unsafe batch.bytes.withUnsafeBytes { unsafe Array($0) })
        var data = ProduceRequest.TopicData()
        data.name = name
        data.partitionData = [partition]
        var request = ProduceRequest()
        request.acks = acknowledged.rawValue
        request.timeoutMs = timeoutMs
        request.topicData = [data]
        return try withLeader(of: index, topic: name) { broker, topic throws(ClientError) in
            request.topicData[0].topicId = topic.topicId
            // Without an id of the topic, versions that name it by one are of no use.
            let newest: Int16 = topic.topicId.isZero ? 12 : .max
            guard acknowledged != .none else {
                try broker.tell(request, atMost: newest)
                return nil
            }
            let response = try broker.ask(request, atMost: newest)
            guard let result = response.responses.first?.partitionResponses.first else {
                throw .malformedAnswer(address: broker.address.description, api: .produce)
            }
            let message = result.errorMessage ?? result.recordErrors.first?.batchIndexErrorMessage
            try check(result.errorCode, "partition \(index) of \(name)", message)
            return Offset(rawValue: result.baseOffset)
        }
    }

    /// Asks for a producer id, so that a batch that is sent twice lies there once.
    ///
    /// - Returns: nil where the broker gives none.
    package func producerID() throws(ClientError) -> (id: ProducerID, epoch: ProducerEpoch)? {
        guard try connection().offers(InitProducerIdRequest.self) else { return nil }
        var request = InitProducerIdRequest()
        request.transactionalId = nil
        request.transactionTimeoutMs = Int32.max
        return try retrying { () throws(ClientError) in
            let response = try ask(request)
            try check(response.errorCode, "the producer id", nil)
            return (
                ProducerID(rawValue: response.producerId),
                ProducerEpoch(rawValue: response.producerEpoch)
            )
        }
    }
}
