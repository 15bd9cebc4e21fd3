internal import Configuration
package import KafkaProtocol
package import Syscalls

/// Compaction: what of the log may be compacted, and how compacted segments take the place of others
/// (log-format.md, *Files during compaction*).
extension PartitionLog {
    /// How much compaction would have to do; nil where the topic is not compacted.
    ///
    /// `cleanedTo` is how far it came last; what lies beyond `stableEnd` is not decided yet.
    package func dirtiness(
        cleanedTo: Offset?, stableEnd: Offset, now: Timestamp
    ) throws(LogError) -> Dirtiness? {
        guard isInService, configuration.cleanupPolicy.contains(.compact) else { return nil }
        let firstDirty = firstDirty(cleanedTo)
        let segments = try compactable(from: firstDirty, stableEnd, now: now)
        let dirty = segments.filter { $0.endOffset > firstDirty }
        return Dirtiness(
            dirtyBytes: dirty.reduce(0) { $0 + $1.size },
            totalBytes: segments.reduce(0) { $0 + $1.size },
            isOverdue: try isOverdue(dirty, now: now),
            threshold: configuration.minCleanableDirtyRatio)
    }

    /// What a round of compaction needs of the log; nil where there is nothing to do for it.
    package func takeCompaction(
        cleanedTo: Offset?, stableEnd: Offset, now: Timestamp
    ) throws(LogError) -> CompactionWork? {
        guard isInService, configuration.cleanupPolicy.contains(.compact) else { return nil }
        try finishSwap()
        let firstDirty = firstDirty(cleanedTo)
        let segments = try compactable(from: firstDirty, stableEnd, now: now)
        guard let last = segments.last, last.endOffset > firstDirty else { return nil }
        return CompactionWork(
            segments: segments, firstDirty: firstDirty, view: view(), configuration: configuration,
            producers: Set(producers.producers.keys),
            directory: directory, files: files, generation: generation, now: now)
    }

    // MARK: What may be compacted

    /// An end of compaction that lies outside of the log says nothing.
    private func firstDirty(_ cleanedTo: Offset?) -> Offset {
        guard let cleanedTo, cleanedTo > startOffset, cleanedTo <= endOffset else {
            return startOffset
        }
        return cleanedTo
    }

    /// Closed segments whose records are decided, on the disk, and old enough.
    private func compactable(
        from firstDirty: Offset, _ stableEnd: Offset, now: Timestamp
    ) throws(LogError) -> [ClosedSegment] {
        let limit = min(stableEnd, recoveryPoint)
        let settled = closed.drop { $0.endOffset <= startOffset }.prefix { $0.endOffset <= limit }
        let lag = configuration.minCompactionLagMs
        guard lag > 0 else { return Array(settled) }
        var segments: [ClosedSegment] = []
        do throws(Errno) {
            for segment in settled {
                if segment.endOffset > firstDirty,
                    try segment.largestTimestamp() > now.rawValue.subtractingSaturated(lag)
                {
                    break
                }
                segments.append(segment)
            }
        } catch {
            throw .disk(error)
        }
        return segments
    }

    /// Whether the oldest of these records has waited too long.
    private func isOverdue(_ dirty: [ClosedSegment], now: Timestamp) throws(LogError) -> Bool {
        guard configuration.maxCompactionLagMs < .max else { return false }
        let latest = now.rawValue.subtractingSaturated(configuration.maxCompactionLagMs)
        do throws(Errno) {
            for segment in dirty {
                var scan = HeaderScan(
                    try segment.file.opened(.read), from: 0, to: segment.size,
                    chunk: RecordBatchHeader.byteCount)
                guard let (header, _) = try scan.next() else { continue }
                if header.maxTimestamp > 0, header.maxTimestamp < latest { return true }
            }
        } catch {
            throw .disk(error)
        }
        return false
    }
}

// MARK: - Taking a segment's place

/// A swap that is under way.
struct SegmentSwap {
    /// What takes the others' place; nil between two swaps.
    var compacted: CompactedSegment?
    /// Whether the others are gone.
    var isReplaced = false
    /// How many there were: files that are deleted need names that differ.
    var count = 0
}

extension PartitionLog {
    /// Says that this segment is to be taken: from now on recovery takes it too.
    ///
    /// The caller syncs the directory before ``replace(with:now:)``.
    ///
    /// - Returns: false where the log has changed meanwhile.
    func offer(_ compacted: CompactedSegment) throws(LogError) -> Bool {
        guard isInService, swap.compacted == nil, compacted.generation == generation,
            place(of: compacted.sources) != nil
        else { return false }
        do throws(Errno) {
            let segment = compacted.segment
            let offered = OfferedSegment(baseOffset: segment.baseOffset, end: segment.endOffset)
            try segment.file.rename(to: path(offered.name))
        } catch {
            throw LogError(writing: error)
        }
        swap.compacted = compacted
        swap.isReplaced = false
        swap.count += 1
        return true
    }

    /// Takes the segment in the others' place.
    ///
    /// The caller syncs the directory before ``settle(_:)``.
    ///
    /// - Returns: false where the log has changed meanwhile.
    func replace(with compacted: CompactedSegment, now: Timestamp) throws(LogError) -> Bool {
        guard isInService, isUnderWay(compacted), let place = place(of: compacted.sources) else {
            return false
        }
        do throws(Errno) {
            for source in compacted.sources {
                try retire(
                    source, now: now, suffix: ".\(swap.count)" + SegmentName.deletedSuffix)
            }
            var kinds = [SegmentName.Kind.offsetIndex, .timeIndex]
            if compacted.segment.transactions.mayHaveRows { kinds.append(.transactionIndex) }
            for kind in kinds {
                let index = path(compacted.segment.baseOffset, kind)
                try disk.rename(index + SegmentName.cleanedSuffix, to: index)
            }
        } catch {
            // Some of the segments have their names, others not: the next start puts it right.
            isInService = false
            throw .disk(error)
        }
        closed.replaceSubrange(place, with: [compacted.segment])
        swap.isReplaced = true
        return true
    }

    /// Gives the segment its name for good.
    func settle(_ compacted: CompactedSegment) throws(LogError) {
        guard isInService, isUnderWay(compacted) else { return }
        let segment = compacted.segment
        do throws(Errno) {
            try segment.file.rename(to: path(segment.baseOffset, .log))
        } catch {
            throw LogError(writing: error)
        }
        segment.file.unpin()
        newNames.append(directory)
        swap.compacted = nil
    }

    /// Ends a swap that is under way, on the caller's thread, so that the files have the names that
    /// the log knows.
    func finishSwap() throws(LogError) {
        guard let compacted = swap.compacted else { return }
        do throws(Errno) {
            if swap.isReplaced {
                try disk.syncDirectory(directory)
                try compacted.segment.file.rename(to: path(compacted.segment.baseOffset, .log))
                compacted.segment.file.unpin()
            } else {
                try disk.remove(compacted.segment.file.path)
                compacted.segment.file.close()
            }
        } catch {
            throw LogError(writing: error)
        }
        newNames.append(directory)
        swap.compacted = nil
    }

    private func isUnderWay(_ compacted: CompactedSegment) -> Bool {
        swap.compacted?.segment === compacted.segment
    }

    /// Where these segments stand, one behind the other.
    private func place(of sources: [ClosedSegment]) -> Range<Int>? {
        guard let first = closed.firstIndex(where: { $0 === sources[0] }),
            first + sources.count <= closed.count,
            (0..<sources.count).allSatisfy({ closed[first + $0] === sources[$0] })
        else { return nil }
        return first..<first + sources.count
    }
}

extension Int64 {
    fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
        let (difference, overflows) = subtractingReportingOverflow(other)
        return overflows ? .min : difference
    }
}
