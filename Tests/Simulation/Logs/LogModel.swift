package import KafkaProtocol
package import LogEngine

internal import Syscalls

/// What a log must hold: every batch that was appended and not cut away, and what was promised.
package struct LogModel {
    /// A batch as it must lie in the log.
    package struct Entry: Sendable {
        package let batch: MadeBatch
        package let header: RecordBatchHeader
        package let logAppendTime: Int64?
        /// What it says of a transaction's end; nil for a batch of records.
        package let marker: TransactionMarker?

        package var baseOffset: Int64 { header.baseOffset.rawValue }
        package var endOffset: Int64 { header.nextOffset.rawValue }

        /// The timestamp of the record at `index`.
        package func timestamp(_ index: Int) -> Int64 { logAppendTime ?? batch.timestamps[index] }

        init(_ batch: MadeBatch, logAppendTime: Int64?, marker: TransactionMarker? = nil) {
            self.batch = batch
            self.marker = marker
            header = batch.header
            self.logAppendTime = logAppendTime
        }
    }

    /// All batches since offset 0, those that retention took away too.
    package private(set) var entries: [Entry] = []
    /// What is known of the producers when all batches were taken in, one after the other.
    package private(set) var producers = ProducerStates()
    /// An append that did not come back: it may be there or not.
    package var pending: Entry?

    /// All before it was said to be on the disk.
    package var acknowledged: Int64 = 0
    /// The log's start was said to be there, and that to be on the disk.
    package var acknowledgedStart: Int64 = 0
    /// The log's start cannot be beyond it.
    package var furthestStart: Int64 = 0
    /// All before it must be there when only the process dies: what is held is not.
    ///
    /// A truncation that did not come back makes it smaller than the end.
    package var written: Int64 = 0

    package init() {}

    package var end: Int64 { entries.last?.endOffset ?? 0 }

    package mutating func append(_ entry: Entry) {
        precondition(entry.baseOffset == end, "the model has no holes")
        entries.append(entry)
        Self.take(entry, into: &producers)
        pending = nil
    }

    package mutating func truncate(to offset: Int64) {
        let count = entries.count
        entries.removeAll { $0.endOffset > offset }
        if entries.count < count {
            producers = ProducerStates()
            for entry in entries { Self.take(entry, into: &producers) }
        }
        pending = nil
        written = end
    }

    /// Takes over what a restart has left.
    package mutating func settle(at end: Int64) {
        if let pending, pending.endOffset == end, pending.baseOffset == self.end {
            append(pending)
        }
        truncate(to: end)
        acknowledged = end
    }

    /// The entry that holds an offset.
    package func entry(holding offset: Int64) -> Entry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].endOffset <= offset { low = middle + 1 } else { high = middle }
        }
        return low < entries.count ? entries[low] : nil
    }

    private static func take(_ entry: Entry, into producers: inout ProducerStates) {
        _ = producers.takeIn(entry.header, entry.marker, now: Timestamp(rawValue: 0))
    }

    /// The epochs that the headers tell, from `start` on.
    package func epochs(from start: Int64) -> EpochHistory {
        var history = EpochHistory()
        for entry in entries where entry.endOffset > start {
            history.assign(
                entry.header.leaderEpoch,
                at: Offset(rawValue: max(start, entry.baseOffset)))
        }
        return history
    }
}
