internal import Bytes
internal import Configuration
package import KafkaProtocol
import Syscalls

/// A round of compaction of one log: of each key the last value stays, everything at its offset.
///
/// First the newest offset of each key in the dirty part is found (``LatestOffsets``), then all
/// segments are written anew, oldest first, without the records that a newer one replaces. Nothing
/// of it needs the log's lock; ``run(on:)`` takes it for each swap, which touches names only.
///
/// Memory: the table of keys, a batch, and that batch expanded.
package struct Compaction {
    private let work: CompactionWork
    private let latest: LatestOffsets
    /// All records before it are in the table, or were compacted before: it is compacted up to here.
    package let end: Offset
    private let survey: HeaderSurvey
    private let progress: (Int) -> Bool
    private let memory: CompactionMemory

    /// Finds the newest offset of each key.
    ///
    /// `random` makes the table's places unguessable. `progress` is told how many bytes were read or
    /// written; it may wait, and with false it ends the round.
    ///
    /// - Throws: ``LogError/corruptBatch(at:)`` where a batch cannot be read.
    package init(
        of work: CompactionWork, within limits: CompactionLimits = CompactionLimits(),
        random: inout some RandomNumberGenerator, progress: @escaping (Int) -> Bool = { _ in true }
    ) throws(LogError) {
        self.work = work
        self.progress = progress
        survey = try HeaderSurvey(of: work, progress)
        let keys = max(work.firstDirty.distance(to: work.end), 0)
        memory = CompactionMemory(limits, keys: keys)
        var table = LatestOffsets(
            keys: keys, bytes: limits.tableBytes, load: limits.tableLoad,
            secret: KeyDigest.Secret(using: &random))
        end = try Self.fill(&table, with: work, survey.aborted, memory, progress)
        latest = table
    }

    // MARK: The table

    /// Notes the keys of the dirty part.
    ///
    /// - Returns: the first offset that is not in the table.
    private static func fill(
        _ table: inout LatestOffsets, with work: CompactionWork, _ aborted: AbortedBatches,
        _ memory: CompactionMemory, _ progress: (Int) -> Bool
    ) throws(LogError) -> Offset {
        for segment in work.segments where segment.endOffset > work.firstDirty {
            var stop: Offset?
            try forEachBatch(of: segment, progress) { batch, _ throws(LogError) in
                let header = batch.header
                guard header.lastOffset >= work.firstDirty, !header.isControl,
                    !aborted.contains(header)
                else { return true }
                try reading(header) { () throws(RecordBatchError) in
                    defer { memory.endBatch() }
                    try batch.forEachRecord(taking: memory.expand) { record in
                        let offset = header.baseOffset.advanced(by: record.offsetDelta)
                        guard offset >= work.firstDirty, let key = record.key else { return true }
                        if !table.note(key, at: offset) { stop = offset }
                        return stop == nil
                    }
                }
                return stop == nil
            }
            if let stop { return stop }
        }
        return work.end
    }

    /// Shows the batches of a segment, and whether each is its last; each is checked.
    private static func forEachBatch(
        of segment: ClosedSegment, _ progress: (Int) -> Bool,
        _ body: (borrowing RecordBatch, _ isLast: Bool) throws(LogError) -> Bool
    ) throws(LogError) {
        do throws(Errno) { _ = try segment.file.opened(.read) } catch { throw .disk(error) }
        var scan = try opened(segment)
        var next = segment.baseOffset
        while scan.position < segment.size {
            guard let header = try self.next(of: &scan, notBelow: next) else {
                throw .corruptBatch(at: next)
            }
            next = header.nextOffset
            guard progress(header.byteCount) else { throw .outOfService }
            guard try show(scan.batch, header, isLast: scan.position == segment.size, body) else {
                return
            }
        }
    }

    private static func show(
        _ bytes: RawSpan, _ header: RecordBatchHeader, isLast: Bool,
        _ body: (borrowing RecordBatch, _ isLast: Bool) throws(LogError) -> Bool
    ) throws(LogError) -> Bool {
        guard let batch = try? RecordBatch(atFrontOf: bytes) else {
            throw .corruptBatch(at: header.baseOffset)
        }
        return try body(batch, isLast)
    }

    private static func opened(_ segment: ClosedSegment) throws(LogError) -> BatchScan {
        do throws(Errno) {
            return BatchScan(try segment.file.opened(.read), from: 0, to: segment.size)
        } catch {
            throw .disk(error)
        }
    }

    private static func next(
        of scan: inout BatchScan, notBelow offset: Offset
    ) throws(LogError) -> RecordBatchHeader? {
        do throws(Errno) {
            return try scan.next(notBelow: offset, isDense: false)
        } catch {
            throw .disk(error)
        }
    }

    private static func reading<Result>(
        _ header: RecordBatchHeader, _ body: () throws(RecordBatchError) -> Result
    ) throws(LogError) -> Result {
        do throws(RecordBatchError) {
            return try body()
        } catch {
            throw .corruptBatch(at: header.baseOffset)
        }
    }
}

// MARK: - The segments

extension Compaction {
    /// Writes the segments anew, group by group, and puts each in its place before the next.
    ///
    /// - Returns: whether all were replaced, so that the log is compacted up to ``end``.
    package func run(on holder: some LogHolder) throws(LogError) -> Bool {
        var fate = BatchFate(work, survey, mappedEnd: end)
        let segments = work.segments.filter { $0.baseOffset < end }
        let groups = SegmentGroups.groups(
            of: segments, bytes: work.configuration.segmentBytes)
        for group in groups {
            let base = group[0].baseOffset
            do throws(LogError) {
                let compacted = try write(group, &fate)
                guard try holder.swap(in: compacted, work) else {
                    CompactedSegmentWriter.discard(base, work)
                    return false
                }
            } catch {
                CompactedSegmentWriter.discard(base, work)
                throw error
            }
        }
        return true
    }

    private func write(
        _ group: [ClosedSegment], _ fate: inout BatchFate
    ) throws(LogError) -> CompactedSegment {
        var writer = try begin(group)
        var rewritten = ByteBuffer()
        for (index, segment) in group.enumerated() {
            let isLastSegment = index == group.count - 1
            try Self.forEachBatch(of: segment, progress) { batch, isLast throws(LogError) in
                try write(
                    batch, to: &writer, &fate, isLast: isLast && isLastSegment, &rewritten)
                return true
            }
        }
        writer.take(fate.takeRows(from: try aborted(in: group)))
        do throws(Errno) { return try writer.finish() } catch { throw LogError(writing: error) }
    }

    /// What the segments' indexes of aborted transactions hold.
    private func aborted(in group: [ClosedSegment]) throws(LogError) -> [AbortedTransaction] {
        var rows: [AbortedTransaction] = []
        for segment in group where segment.transactions.mayHaveRows {
            let stored = try work.view.rows(of: segment)
            do throws(Errno) { rows += try stored.all() } catch { throw .disk(error) }
        }
        return rows
    }

    private func begin(_ group: [ClosedSegment]) throws(LogError) -> CompactedSegmentWriter {
        do throws(Errno) {
            return try CompactedSegmentWriter(for: group, of: work)
        } catch {
            throw LogError(writing: error)
        }
    }

    /// Writes what is left of a batch.
    ///
    /// The last batch of a segment always stays: it tells where the segment ends.
    private func write(
        _ batch: borrowing RecordBatch, to writer: inout CompactedSegmentWriter,
        _ fate: inout BatchFate, isLast: Bool, _ rewritten: inout ByteBuffer
    ) throws(LogError) {
        let header = batch.header
        rewritten.removeAll()
        let sifted = try sift(batch, fate.judge(header), into: &rewritten)
        do throws(Errno) {
            switch sifted {
            case .whole:
                try writer.append(batch.bytes, header)
            case .rewritten(let left):
                try writer.append(rewritten.bytes, left)
            case .empty:
                guard isLast || fate.staysEmpty(header) else { return }
                let left = batch.writeEmpty(into: &rewritten)
                try writer.append(rewritten.bytes, left)
            }
        } catch {
            throw LogError(writing: error)
        }
        guard progress(rewritten.count) else { throw .outOfService }
    }

    private func sift(
        _ batch: borrowing RecordBatch, _ records: BatchFate.Records,
        into rewritten: inout ByteBuffer
    ) throws(LogError) -> SiftedBatch {
        guard !records.allGo else { return .empty }
        let header = batch.header
        let latest = latest
        let end = end
        defer { memory.endBatch() }
        do throws(RecordBatchError) {
            return try batch.sift(
                horizon: records.horizon, taking: memory.expand, into: &rewritten
            ) { record in
                let offset = header.baseOffset.advanced(by: record.offsetDelta)
                guard offset < end, !header.isControl else { return true }
                guard let key = record.key else { return false }
                if let newest = latest.offset(of: key), newest > offset { return false }
                return record.value != nil || !records.tombstonesGo
            }
        } catch {
            throw .corruptBatch(at: header.baseOffset)
        }
    }
}
