import KafkaProtocol

/// What each producer had written last where the part of the log ends that is compacted.
///
/// What it has written since may be cut off or lost with the power: then the batches that are left tell
/// of it what they told before. So these stay, if need be without records (I-11).
struct LastOfProducers: Sendable {
    private struct Last {
        /// The last offset of its last batch of records; nil where there is only a marker of its epoch.
        var dataOffset: Offset?
        var epoch: ProducerEpoch
    }

    private let producers: Set<ProducerID>
    private var last: [ProducerID: Last] = [:]

    /// Nothing yet, of the producers that the log knows.
    init(of producers: Set<ProducerID>) {
        self.producers = producers
    }

    /// Whether there is nothing to be noted.
    var isEmpty: Bool { producers.isEmpty }

    /// Takes the next batch in; they come in the order of the log.
    mutating func note(_ header: RecordBatchHeader) {
        guard header.hasProducerID, producers.contains(header.producerID) else { return }
        guard header.isControl else {
            last[header.producerID] = Last(
                dataOffset: header.lastOffset, epoch: header.producerEpoch)
            return
        }
        guard last[header.producerID]?.epoch != header.producerEpoch else { return }
        last[header.producerID] = Last(dataOffset: nil, epoch: header.producerEpoch)
    }

    /// Whether the batch must stay for the producer's sake.
    func isHeld(by header: RecordBatchHeader) -> Bool {
        guard header.hasProducerID, let last = last[header.producerID] else { return false }
        guard let dataOffset = last.dataOffset else {
            return header.isControl && header.producerEpoch == last.epoch
        }
        return header.lastOffset == dataOffset
    }
}
