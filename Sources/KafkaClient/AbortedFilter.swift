import KafkaProtocol

/// Which batches of a fetch belong to transactions that were aborted.
///
/// A broker gives all batches up to the last stable offset and names the aborted transactions
/// among them; a reader of committed records leaves those out (KIP-98).
struct AbortedFilter {
    /// In order of where they begin.
    private var coming: ArraySlice<Aborted>
    private var open: Set<ProducerID> = []

    struct Aborted: Equatable {
        let producerID: ProducerID
        let firstOffset: Offset
    }

    init(_ aborted: [Aborted]) {
        coming = aborted.sorted { $0.firstOffset < $1.firstOffset }[...]
    }

    /// Whether the batch is left out; to be asked for each in turn, and told whether it is a marker
    /// that aborts.
    mutating func leavesOut(_ header: RecordBatchHeader, endsAborted: Bool) -> Bool {
        while let next = coming.first, next.firstOffset <= header.lastOffset {
            open.insert(next.producerID)
            coming.removeFirst()
        }
        if endsAborted { open.remove(header.producerID) }
        return header.isControl || (header.isTransactional && open.contains(header.producerID))
    }
}
