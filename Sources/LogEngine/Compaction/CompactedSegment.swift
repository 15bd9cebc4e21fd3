internal import Bytes
internal import Configuration
import KafkaProtocol
import Syscalls

/// A segment that stands for others: the same log with fewer records.
///
/// Its files are on the disk.
package struct CompactedSegment: Sendable {
    let sources: [ClosedSegment]
    let segment: ClosedSegment
    let generation: Int
}

/// Writes the segment that is to stand for a group.
///
/// Its files bear the suffix `.cleaned`, which says that nobody needs them yet.
struct CompactedSegmentWriter: ~Copyable {
    private let work: CompactionWork
    private let sources: [ClosedSegment]
    private let file: any DiskFile
    private var segment: ActiveSegment
    private var pending = ByteBuffer(capacity: Self.chunk)
    private var written = 0

    private static var chunk: Int { 1 << 20 }

    init(for sources: [ClosedSegment], of work: CompactionWork) throws(Errno) {
        self.work = work
        self.sources = sources
        let base = sources[0].baseOffset
        let log = SegmentFile(Self.path(base, .log, work), in: work.files)
        segment = ActiveSegment(baseOffset: base, file: log)
        file = try log.opened(.truncate)
        log.pin()
    }

    /// Where a file of the segment lies until it is taken.
    static func path(_ base: Offset, _ kind: SegmentName.Kind, _ work: CompactionWork) -> String {
        "\(work.directory)/\(SegmentName.name(of: base, kind))\(SegmentName.cleanedSuffix)"
    }

    /// Appends a batch.
    ///
    /// - Throws: `.fileTooLarge` where no index could tell its place.
    mutating func append(_ bytes: RawSpan, _ header: RecordBatchHeader) throws(Errno) {
        guard segment.size + bytes.byteCount <= Int(Int32.max) else { throw .fileTooLarge }
        if pending.count + bytes.byteCount > Self.chunk { try flush() }
        pending.append(bytes)
        segment.note(
            byteCount: bytes.byteCount, lastOffset: header.lastOffset,
            maxTimestamp: header.maxTimestamp,
            indexInterval: work.configuration.indexIntervalBytes)
    }

    /// Takes the rows of its index of aborted transactions.
    mutating func take(_ aborted: GrowingList<AbortedTransaction>) {
        segment.aborted = aborted
    }

    private mutating func flush() throws(Errno) {
        try file.write(pending.bytes, at: written)
        written += pending.count
        pending.removeAll()
        try file.startWriteBack()
    }

    /// Writes the rest and the indexes, and syncs all files.
    mutating func finish() throws(Errno) -> CompactedSegment {
        try flush()
        try file.sync()
        segment.indexTime()
        let base = segment.baseOffset
        let disk = work.files.disk
        let offsets = try disk.open(Self.path(base, .offsetIndex, work), .truncate)
        try offsets.write(segment.offsetIndex, from: 0)
        try offsets.sync()
        let times = try disk.open(Self.path(base, .timeIndex, work), .truncate)
        try times.write(segment.timeIndex, from: 0)
        try times.sync()
        if !segment.aborted.isEmpty {
            let aborted = try disk.open(Self.path(base, .transactionIndex, work), .truncate)
            try aborted.write(segment.aborted, from: 0)
            try aborted.sync()
        }
        return CompactedSegment(
            sources: sources,
            segment: ClosedSegment(
                closing: segment, directory: work.directory, files: work.files,
                indexInterval: work.configuration.indexIntervalBytes),
            generation: work.generation)
    }

    /// Takes away what was written.
    static func discard(_ base: Offset, _ work: CompactionWork) {
        for kind in [SegmentName.Kind.log, .offsetIndex, .timeIndex, .transactionIndex] {
            // What the disk does not remove now, the next start does.
            try? work.files.disk.remove(path(base, kind, work))
        }
    }
}
