import KafkaMessages
package import KafkaProtocol

/// What a partition's leader knows of a producer (DescribeProducers, KIP-664).
package struct ActiveProducer: Equatable, Sendable {
    package let topic: String
    package let partition: Int32
    package let id: ProducerID
    package let epoch: Int32
    /// -1 where it has written nothing in this epoch.
    package let lastSequence: Int32
    /// Of its last record, in milliseconds since 1970.
    package let lastTimestampMs: Int64
    /// Of the coordinator that wrote its last marker; -1 before any.
    package let coordinatorEpoch: Int32
    /// Where the transaction begins that it has open here.
    package let transactionStart: Offset?
}

extension KafkaClient {
    /// The producers that the leader of a partition remembers, by their ids.
    package func producers(
        topic name: String, partition index: Int32
    ) throws(ClientError) -> [ActiveProducer] {
        var topic = DescribeProducersRequest.Topics()
        topic.name = name
        topic.partitionIndexes = [index]
        var request = DescribeProducersRequest()
        request.topics = [topic]
        return try withLeader(of: index, topic: name) { broker, _ throws(ClientError) in
            guard let told = try broker.ask(request).topics.first?.partitions.first else {
                throw .malformedAnswer(
                    address: broker.address.description, api: .describeProducers)
            }
            try check(told.errorCode, "partition \(index) of \(name)", told.errorMessage)
            return told.activeProducers.map { ActiveProducer($0, name, index) }
                .sorted { $0.id.rawValue < $1.id.rawValue }
        }
    }

    /// Ends a transaction in one partition by a marker of an operator's: its records are aborted.
    ///
    /// It is for transactions that no coordinator will end. The marker is on the disk on return.
    package func abort(_ producer: ActiveProducer) throws(ClientError) {
        var topic = WriteTxnMarkersRequest.Markers.Topics()
        topic.name = producer.topic
        topic.partitionIndexes = [producer.partition]
        var marker = WriteTxnMarkersRequest.Markers()
        marker.producerId = producer.id.rawValue
        marker.producerEpoch = Int16(clamping: producer.epoch)
        marker.transactionResult = false
        marker.coordinatorEpoch = max(producer.coordinatorEpoch, 0)
        marker.topics = [topic]
        var request = WriteTxnMarkersRequest()
        request.markers = [marker]
        let subject = "partition \(producer.partition) of \(producer.topic)"
        try withLeader(
            of: producer.partition, topic: producer.topic
        ) { broker, _ throws(ClientError) in
            let answer = try broker.ask(request).markers.first?.topics.first?.partitions.first
            guard let answer else {
                throw .malformedAnswer(address: broker.address.description, api: .writeTxnMarkers)
            }
            try check(answer.errorCode, subject, nil)
        }
    }
}

extension ActiveProducer {
    fileprivate init(
        _ told: DescribeProducersResponse.Topics.Partitions.ActiveProducers, _ topic: String,
        _ partition: Int32
    ) {
        self.topic = topic
        self.partition = partition
        id = ProducerID(rawValue: told.producerId)
        epoch = told.producerEpoch
        lastSequence = told.lastSequence
        lastTimestampMs = told.lastTimestamp
        coordinatorEpoch = told.coordinatorEpoch
        transactionStart =
            told.currentTxnStartOffset < 0 ? nil : Offset(rawValue: told.currentTxnStartOffset)
    }
}
