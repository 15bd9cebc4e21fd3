import KafkaProtocol
import Syscalls

/// Swaps that a crash has interrupted (log-format.md, *Files during compaction*).
extension PartitionLog {
    /// Ends them: a segment that was ready takes the others' place.
    ///
    /// One that is damaged does not, as long as the others are there. Where they are gone it is all that
    /// is left, and takes their place with its damage.
    ///
    /// - Throws: ``LogError/damaged(_:)`` where one is damaged, and of the others some have got the names
    ///   of deleted files: they are sound perhaps, and nothing is removed before somebody has decided.
    func completeSwaps(in found: LogFiles, _ plan: RecoveryPlan) throws(LogError) {
        var segments = found.segments
        for offered in found.swaps {
            let damage: LogDamage?
            do throws(Errno) {
                damage = try complete(offered, among: &segments, found.retired, plan)
            } catch {
                throw .disk(error)
            }
            if let damage { throw .damaged(damage) }
        }
        do throws(Errno) { try disk.syncDirectory(directory) } catch { throw .disk(error) }
    }

    /// Ends one, and notes in `segments` which are there then.
    ///
    /// - Returns: how it is damaged, where others than those in `segments` are wanted.
    private func complete(
        _ offered: OfferedSegment, among segments: inout [Offset], _ retired: [Offset],
        _ plan: RecoveryPlan
    ) throws(Errno) -> LogDamage? {
        let base = offered.baseOffset
        let file = try disk.open(path(offered.name), .read)
        let found = try SwapContent(of: file, offered)
        if found.isSound {
            let replaced = segments.filter { $0 >= base && $0 < found.end }
            for segment in replaced { try removeFiles(of: segment) }
            segments.removeAll { replaced.contains($0) }
            try disk.syncDirectory(directory)
        } else if let hidden = try missing(retired, from: base, in: segments) {
            return LogDamage(
                file: path(offered.name), position: found.size, offset: max(found.end, hidden),
                promised: plan.promised)
        } else if segments.contains(base) {
            try disk.remove(path(offered.name))
            return nil
        }
        try storeAborted(of: base, in: file, after: found.hasMarkers ? segments : nil)
        try disk.rename(path(offered.name), to: path(base, .log))
        segments.insert(base, at: segments.firstIndex { $0 > base } ?? segments.count)
        return nil
    }

    /// The first of `retired` at or above `base` whose batches lie in none of `segments`.
    private func missing(
        _ retired: [Offset], from base: Offset, in segments: [Offset]
    ) throws(Errno) -> Offset? {
        for other in retired.sorted() where other >= base && !segments.contains(other) {
            guard let before = segments.last(where: { $0 < other }) else { return other }
            let file = try disk.open(path(before, .log), .read)
            let tail = try SegmentTail(
                of: file, size: try file.size(), from: before,
                indexedBy: path(before, .offsetIndex), on: disk)
            if tail.end <= other { return other }
        }
        return nil
    }

    /// Writes the index of aborted transactions of a segment that is about to take others' place.
    ///
    /// The batches up to its end tell it. It is durable on return; `segments` is nil where it holds no marker.
    private func storeAborted(
        of base: Offset, in file: any DiskFile, after segments: [Offset]?
    ) throws(Errno) {
        guard let segments else { return try disk.remove(path(base, .transactionIndex)) }
        var scan = TransactionScan()
        for earlier in segments where earlier < base {
            let file = try disk.open(path(earlier, .log), .read)
            try scan.read(file, size: file.size())
        }
        try scan.read(file, size: file.size())
        try scan.aborted.filter { $0.lastOffset >= base }
            .replace(path(base, .transactionIndex), on: disk)
    }
}

/// What lies in a segment that was to take others' place.
private struct SwapContent {
    /// The offset after the last sound batch.
    private(set) var end: Offset
    /// Where that ends in the file.
    let size: Int
    private(set) var hasMarkers = false
    /// Whether all of it is batches, each with the right checksum, up to the end that was promised.
    let isSound: Bool

    init(of file: any DiskFile, _ offered: OfferedSegment) throws(Errno) {
        end = offered.baseOffset
        let fileSize = try file.size()
        var batches = BatchScan(file, from: 0, to: fileSize)
        while let header = try batches.next(notBelow: end, isDense: false) {
            end = header.nextOffset
        }
        size = batches.position
        // An empty one holds nothing of what it was to replace. No checksum covers a base offset.
        isSound = size > 0 && size == fileSize && end == offered.end ?? end
        var headers = HeaderScan(file, from: 0, to: fileSize, chunk: 1 << 16)
        while !hasMarkers, let (header, _) = try headers.next() { hasMarkers = header.isControl }
    }
}
