internal import Configuration
package import KafkaProtocol
internal import Syscalls
package import Telemetry

/// What a round of compaction works on: taken under the log's lock, used without it.
package struct CompactionWork: Sendable {
    /// Closed segments that are on the disk and below the last stable offset, oldest first.
    let segments: [ClosedSegment]
    /// All before it was compacted in earlier rounds.
    let firstDirty: Offset
    /// The log, to see how transactions end.
    let view: LogView
    let configuration: TopicConfiguration
    /// The producers that the log knows: their sequences are not to be forgotten.
    let producers: Set<ProducerID>
    let directory: String
    let files: OpenFiles
    /// How often the log had been cut then.
    let generation: Int
    let now: Timestamp

    /// Where the segments begin.
    var start: Offset { segments.first?.baseOffset ?? firstDirty }

    /// Where the segments end.
    package var end: Offset { segments.last?.endOffset ?? firstDirty }

    /// The time from which tombstones that are compacted now may go.
    var horizon: Int64 {
        let (sum, overflows) = now.rawValue.addingReportingOverflow(configuration.deleteRetentionMs)
        return overflows ? .max : sum
    }
}

/// What a round may take.
package struct CompactionLimits: Sendable {
    /// Bytes of the table of keys (`log.cleaner.dedupe.buffer.size`).
    package var tableBytes = 128 << 20
    /// The share of the table that is filled (`log.cleaner.io.buffer.load.factor`).
    package var tableLoad = 0.9
    /// Where the round's memory is entered; nil where nobody counts it.
    package var memory: MemoryLedger?

    package init() {}

    /// Limits of a round that enters its memory in a ledger.
    package init(tableBytes: Int, tableLoad: Double, memory: MemoryLedger? = nil) {
        self.memory = memory
        self.tableBytes = tableBytes
        self.tableLoad = tableLoad
    }
}
