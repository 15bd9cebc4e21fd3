internal import Telemetry

/// What a round of compaction has entered in the ledger: its table and buffers, and, one at a time
/// over all who do such, a batch that expands far.
final class CompactionMemory {
    private let ledger: MemoryLedger?
    private let kept: Int
    /// What any batch may expand to without waiting for others.
    private let allowance: Int
    /// What is entered for the batch at work, where it is large.
    private var expanded = 0

    /// What is read at a time, and what is written at a time.
    private static let buffers = 2 << 20

    /// The memory of a round with a table for so many keys.
    init(_ limits: CompactionLimits, keys: Int) {
        ledger = limits.memory
        allowance = (ledger?.ceiling ?? .max) / 32
        kept = LatestOffsets.byteCount(keys: keys, bytes: limits.tableBytes) + Self.buffers
        ledger?.enter(kept, in: .cleaner)
    }

    deinit {
        endBatch()
        ledger?.enter(-kept, in: .cleaner)
    }

    /// The batch takes so many bytes from now on.
    func expand(to byteCount: Int) {
        guard let ledger, byteCount > max(allowance, expanded) else { return }
        if expanded == 0 { ledger.awaitLarge() }
        ledger.enter(byteCount - expanded, in: .decompression)
        expanded = byteCount
    }

    /// The batch was looked at.
    func endBatch() {
        guard let ledger, expanded > 0 else { return }
        ledger.enter(-expanded, in: .decompression)
        ledger.endLarge()
        expanded = 0
    }
}
