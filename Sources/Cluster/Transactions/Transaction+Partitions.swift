import KafkaProtocol
import LogEngine
import Syscalls

extension Transaction {
    /// AddPartitionsToTxn, AddOffsetsToTxn, and what Produce adds by itself: the transaction writes there
    /// from now on, and is begun if it was not (T-6).
    ///
    /// - Returns: whether that is anything new.
    mutating func add(
        _ added: [TopicPartition], by producer: ProducerIdentity, clientVersion: Int16,
        limit: Int, now: Timestamp
    ) throws(TransactionError) -> Bool {
        try check(producer)
        let isBegun = state == .ongoing
        if isBegun, added.allSatisfy(partitions.contains) { return false }
        let all = isBegun ? partitions.union(added) : Set(added)
        guard all.count <= limit else { throw .tooManyPartitions }
        if !isBegun { startTime = now }
        partitions = all
        state = .ongoing
        updateTime = now
        previousProducerID = producerID
        self.clientVersion = clientVersion
        return true
    }

    /// Whether each of the partitions is in the transaction (KIP-890).
    func verify(
        _ asked: [TopicPartition], by producer: ProducerIdentity
    ) throws(TransactionError) -> [TransactionError?] {
        try check(producer)
        return asked.map { partition in
            state == .ongoing && partitions.contains(partition) ? nil : .abortable
        }
    }

    /// Refuses whoever is not the present producer (T-4, T-5).
    ///
    /// While a transaction is being ended everybody is to ask again, as in Kafka: who the producer is
    /// then, is told when it has ended.
    private func check(_ producer: ProducerIdentity) throws(TransactionError) {
        guard !isEnding else { throw .concurrent }
        guard producer.id == producerID else { throw .invalidMapping }
        guard producer.epoch == epoch, epoch <= .lastGiven else { throw .fenced }
    }
}
