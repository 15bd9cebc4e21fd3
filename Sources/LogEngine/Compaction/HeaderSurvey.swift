import KafkaProtocol
import Syscalls

/// What the headers tell before anything is compacted: which batches were taken back, and what each
/// producer wrote last.
struct HeaderSurvey {
    private(set) var aborted = AbortedBatches()
    private(set) var lastOfProducers: LastOfProducers

    /// Looks through the headers of the work, and beyond as long as transactions are undecided.
    ///
    /// `progress` is told how many bytes were read; with false it ends the round.
    ///
    /// - Throws: ``LogError/corruptBatch(at:)`` where a segment's headers break off: a marker may lie
    ///   behind.
    init(of work: CompactionWork, _ progress: (Int) -> Bool) throws(LogError) {
        lastOfProducers = LastOfProducers(of: work.producers)
        let start = lastOfProducers.isEmpty ? work.firstDirty : work.start
        for segment in work.view.segments(after: start) {
            guard segment.baseOffset < work.end || aborted.hasOpen else { break }
            try lookThrough(segment, work, progress)
        }
    }

    private static let chunk = 1 << 16

    private mutating func lookThrough(
        _ segment: SegmentReader, _ work: CompactionWork, _ progress: (Int) -> Bool
    ) throws(LogError) {
        let file: any DiskFile
        do throws(Errno) { file = try segment.file() } catch { throw .disk(error) }
        var scan = HeaderScan(file, from: 0, to: segment.size, chunk: Self.chunk)
        var next = segment.baseOffset
        while scan.position < segment.size {
            let header: RecordBatchHeader?
            do throws(Errno) { header = try take(&scan, of: file, work) } catch {
                throw .disk(error)
            }
            guard let header, header.baseOffset >= next else { throw .corruptBatch(at: next) }
            next = header.nextOffset
            guard progress(min(header.byteCount, Self.chunk)) else { throw .outOfService }
        }
    }

    /// Takes the next header in; nil where none begins.
    private mutating func take(
        _ scan: inout HeaderScan, of file: any DiskFile, _ work: CompactionWork
    ) throws(Errno) -> RecordBatchHeader? {
        guard let (header, position) = try scan.next() else { return nil }
        let isOfWork = header.baseOffset < work.end
        if isOfWork { lastOfProducers.note(header) }
        // Of a transaction that begins beyond the work nothing is in it: no end is looked for.
        if header.isTransactional, header.lastOffset >= work.firstDirty,
            isOfWork || header.isControl
        {
            try aborted.note(header, at: position, in: file)
        }
        return header
    }
}
