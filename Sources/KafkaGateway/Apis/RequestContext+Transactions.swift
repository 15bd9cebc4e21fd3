import Cluster
import Configuration
import KafkaProtocol
import LogEngine

extension LoopContext {
    /// Where a transactional id is coordinated, if that is here.
    func transactions(of id: String) throws(TransactionError) -> TransactionsPartition {
        guard !id.isEmpty else { throw .invalidRequest }
        return try broker.transactions.partition(of: id, in: image)
    }
}

extension RequestContext {
    /// Where a transactional id is coordinated, if that is here; it may not be empty (T-3).
    func transactions(of id: String) throws(TransactionError) -> TransactionsPartition {
        try loop.transactions(of: id)
    }

    /// Gives a new producer id; nil where none is at hand yet.
    func nextProducerID() -> ProducerID? {
        broker.nextProducerID(now: loop.wallTime)
    }

    /// The partition of `__consumer_offsets` in which a group's offsets are kept (T-16).
    ///
    /// A producer may name its group before the topic is made, so the settings tell then.
    func offsetsPartition(of groupID: String) -> TopicPartition {
        let made = image.topics[TopicName.consumerOffsets]?.partitions.count
        let count = made ?? loop.configuration.offsetsTopicNumPartitions
        return TopicPartition(
            topic: TopicName.consumerOffsets,
            partition: PartitionIndex(
                rawValue: GroupCoordinator.partition(of: groupID, count: Int32(count))))
    }
}

extension ProducerIdentity {
    /// As the wire has it.
    init(_ id: Int64, _ epoch: Int16) {
        self.init(id: ProducerID(rawValue: id), epoch: ProducerEpoch(rawValue: epoch))
    }
}
