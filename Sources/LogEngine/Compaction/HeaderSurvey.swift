import KafkaProtocol
import Syscalls

/// What the headers tell before anything is compacted: which batches were taken back, and what each
/// producer wrote last.
struct HeaderSurvey {
    private(set) var aborted = AbortedBatches()
    private(set) var lastOfProducers: LastOfProducers

    /// Looks through the headers of the work, and beyond as long as transactions are undecided.
    init(of work: CompactionWork) throws(LogError) {
        lastOfProducers = LastOfProducers(of: work.producers)
        let start = lastOfProducers.isEmpty ? work.firstDirty : work.start
        for segment in work.view.segments(after: start) {
            guard segment.baseOffset < work.end || aborted.hasOpen else { break }
            do throws(Errno) {
                try lookThrough(segment, work)
            } catch {
                throw .disk(error)
            }
        }
    }

    private mutating func lookThrough(
        _ segment: SegmentReader, _ work: CompactionWork
    ) throws(Errno) {
        let file = try segment.file()
        var scan = HeaderScan(file, from: 0, to: segment.size, chunk: 1 << 16)
        while let (header, position) = try scan.next() {
            let isOfWork = header.baseOffset < work.end
            if isOfWork { lastOfProducers.note(header) }
            // Of a transaction that begins beyond the work nothing is in it: no end is looked for.
            if header.isTransactional, header.lastOffset >= work.firstDirty,
                isOfWork || header.isControl
            {
                try aborted.note(header, at: position, in: file)
            }
        }
    }
}
