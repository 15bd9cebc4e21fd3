package import KafkaProtocol
package import LogEngine

/// What a client does with the list of aborted transactions, after the manner of Kafka's consumer.
package struct CommittedView {
    private var coming: [AbortedTransaction]
    private var aborting: Set<ProducerID> = []

    /// Begins with the list that came with an answer.
    package init(_ aborted: [AbortedTransaction]) {
        coming = aborted.sorted { $0.firstOffset < $1.firstOffset }
    }

    /// Whether the application is shown the records of a batch; batches come in their order.
    package mutating func shows(_ header: RecordBatchHeader, isAbort: Bool) -> Bool {
        while let next = coming.first, next.firstOffset <= header.lastOffset {
            aborting.insert(next.producerID)
            coming.removeFirst()
        }
        guard !header.isControl else {
            if isAbort { aborting.remove(header.producerID) }
            return false
        }
        return !(header.isTransactional && aborting.contains(header.producerID))
    }
}
