import KafkaProtocol
import Syscalls

/// Swaps that a crash has interrupted (log-format.md, *Files during compaction*).
extension PartitionLog {
    /// Ends them: a segment that was ready takes the others' place.
    ///
    /// One that is damaged does not, as long as the others are there. Where they are gone it is all that
    /// is left, and takes their place with its damage.
    func completeSwaps(_ bases: [Offset], among segments: [Offset]) throws(Errno) {
        for base in bases {
            let path = path(base, .log) + SegmentName.swapSuffix
            let file = try disk.open(path, .read)
            let found = try SwapContent(of: file, from: base)
            guard found.isSound || !segments.contains(base) else {
                try disk.remove(path)
                continue
            }
            for replaced in segments where replaced >= base && replaced < found.end {
                try removeFiles(of: replaced)
            }
            try disk.syncDirectory(directory)
            try storeAborted(of: base, in: file, after: found.hasMarkers ? segments : nil)
            try disk.rename(path, to: self.path(base, .log))
        }
        if !bases.isEmpty { try disk.syncDirectory(directory) }
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
    /// The offset after the last record.
    private(set) var end: Offset
    private(set) var hasMarkers = false
    /// Whether all of it is batches, each with the right checksum.
    let isSound: Bool

    init(of file: any DiskFile, from base: Offset) throws(Errno) {
        end = base
        let size = try file.size()
        var scan = HeaderScan(file, from: 0, to: size, chunk: 1 << 16)
        while let (header, _) = try scan.next() {
            end = header.nextOffset
            hasMarkers = hasMarkers || header.isControl
        }
        var batches = BatchScan(file, from: 0, to: size)
        var next = base
        while let header = try batches.next(notBelow: next, isDense: false) {
            next = header.nextOffset
        }
        // An empty one holds nothing of what it was to replace.
        isSound = size > 0 && batches.position == size
    }
}
