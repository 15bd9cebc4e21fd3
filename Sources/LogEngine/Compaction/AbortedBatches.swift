import KafkaProtocol
import Syscalls

/// Which batches of a range belong to transactions that were aborted.
///
/// The markers in the log tell it. What was aborted in the part that was compacted before is gone.
struct AbortedBatches {
    private var ranges: [ProducerID: [Range<Offset>]] = [:]
    /// Transactions whose marker was not met yet, with their first offsets.
    private var open: [ProducerID: Offset] = [:]

    /// Looks through the headers from the first dirty offset to the end of the work, and beyond as
    /// long as transactions are undecided.
    init(in work: CompactionWork) throws(LogError) {
        for segment in work.view.segments(after: work.firstDirty) {
            guard segment.baseOffset < work.end || !open.isEmpty else { break }
            do throws(Errno) {
                let file = try segment.file()
                var scan = HeaderScan(file, from: 0, to: segment.size, chunk: 1 << 16)
                while let (header, position) = try scan.next() {
                    guard header.isTransactional, header.lastOffset >= work.firstDirty else {
                        continue
                    }
                    try note(header, at: position, in: file)
                }
            } catch {
                throw .disk(error)
            }
        }
    }

    private mutating func note(
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
        return ranges.contains { $0.contains(header.baseOffset) }
    }
}
