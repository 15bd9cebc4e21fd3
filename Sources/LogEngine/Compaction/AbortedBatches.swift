import KafkaProtocol
import Syscalls

/// Which batches of a range belong to transactions that were aborted.
///
/// The markers in the log tell it. What was aborted in the part that was compacted before is gone.
struct AbortedBatches {
    /// One behind the other.
    private var ranges: [ProducerID: [Range<Offset>]] = [:]
    /// Transactions whose marker was not met yet, with their first offsets.
    private var open: [ProducerID: Offset] = [:]

    /// Whether a transaction is undecided.
    var hasOpen: Bool { !open.isEmpty }

    /// Takes the next batch of a transaction in, or a marker; they come in the order of the log, from
    /// the first dirty offset on.
    mutating func note(
        _ header: RecordBatchHeader, at position: Int, in file: any DiskFile
    ) throws(Errno) {
        guard header.isControl else {
            if open[header.producerID] == nil { open[header.producerID] = header.baseOffset }
            return
        }
        guard let first = open.removeValue(forKey: header.producerID),
            let marker = try TransactionMarker.read(header, at: position, in: file),
            !marker.isCommit
        else { return }
        ranges[header.producerID, default: []].append(first..<header.baseOffset)
    }

    /// Whether the records of a batch were taken back.
    func contains(_ header: RecordBatchHeader) -> Bool {
        guard header.isTransactional, !header.isControl, let ranges = ranges[header.producerID]
        else { return false }
        // There may be as many as there are batches: each is looked for by halves.
        let behind = ranges.partitioningIndex { $0.upperBound <= header.baseOffset }
        return behind < ranges.count && ranges[behind].contains(header.baseOffset)
    }
}
