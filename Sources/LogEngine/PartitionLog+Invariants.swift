internal import Configuration
import KafkaProtocol
import Syscalls

/// What must always hold of a log (log-engine.md 9.9): asked by tests and by the simulation.
extension PartitionLog {
    /// Reads the whole log and says what is wrong; nothing where all holds.
    ///
    /// - L1: offsets grow, and are dense unless the log is compacted.
    /// - L3: epochs never go back, and the history is what the headers tell.
    /// - L4: what the indexes find is what a scan finds.
    /// - L6: everything that is served is a whole, sound batch.
    /// - L7: what is known of the producers and their transactions is what the batches tell.
    package func brokenInvariants() throws(LogError) -> [String] {
        var broken: [String] = []
        do throws(Errno) {
            let headers = try scanAll(&broken)
            checkEpochs(headers, &broken)
        } catch {
            throw .disk(error)
        }
        try checkProducers(&broken)
        try checkIndexes(&broken)
        return broken
    }

    // MARK: Batches (L1, L6)

    private func scanAll(_ broken: inout [String]) throws(Errno) -> [RecordBatchHeader] {
        var headers: [RecordBatchHeader] = []
        var expected = closed.first?.baseOffset ?? active?.baseOffset ?? endOffset
        for segment in view().segments(after: Offset(rawValue: -1)) {
            if segment.baseOffset != expected, isDense {
                broken.append("L1: a segment begins at \(segment.baseOffset), not at \(expected)")
            }
            expected = max(expected, segment.baseOffset)
            var scan = BatchScan(try segment.file(), from: 0, to: segment.size)
            while let header = try scan.next(notBelow: expected, isDense: isDense) {
                headers.append(header)
                expected = header.nextOffset
            }
            if scan.position != segment.size {
                broken.append(
                    "L6: no sound batch at \(expected), byte \(scan.position) of \(segment.size)")
            }
            if isDense, expected != segment.endOffset {
                broken.append("L1: a segment ends at \(expected), not at \(segment.endOffset)")
            }
        }
        if isDense, expected != endOffset {
            broken.append("L1: the log ends at \(expected), not at \(endOffset)")
        }
        if startOffset > endOffset { broken.append("L1: the start lies beyond the end") }
        return headers
    }

    // MARK: Epochs (L3)

    private func checkEpochs(_ headers: [RecordBatchHeader], _ broken: inout [String]) {
        var told = EpochHistory()
        var last = LeaderEpoch.none
        for header in headers {
            if header.leaderEpoch < last {
                broken.append("L3: epoch \(header.leaderEpoch) after \(last)")
            }
            last = header.leaderEpoch
            told.assign(header.leaderEpoch, at: header.baseOffset)
        }
        told.settle(in: startOffset..<endOffset)
        // An epoch that has no records yet is known only to the history.
        let known = epochs.entries.filter { $0.startOffset < endOffset }
        let expected = told.entries.filter { $0.startOffset < endOffset }
        if !agree(known, expected) { broken.append("L3: the history is \(known), not \(expected)") }
    }

    /// Of a compacted log, the first batches of an epoch may be gone.
    private func agree(_ known: [EpochHistory.Entry], _ told: [EpochHistory.Entry]) -> Bool {
        guard !isDense else { return known == told }
        return told.allSatisfy { entry in
            known.contains { $0.epoch == entry.epoch && $0.startOffset <= entry.startOffset }
        }
    }

    // MARK: Indexes (L4)

    private func checkIndexes(_ broken: inout [String]) throws(LogError) {
        let view = view()
        for segment in view.segments(after: Offset(rawValue: -1)) {
            var scan: HeaderScan
            do throws(Errno) {
                scan = HeaderScan(try segment.file(), from: 0, to: segment.size, chunk: 1 << 16)
            } catch {
                throw .disk(error)
            }
            var largest: Int64 = -1
            while let (header, position) = try next(&scan) {
                let found = try segment.batch(at: header.lastOffset)
                if found?.position != position {
                    broken.append("L4: \(header.lastOffset) is found at the wrong place")
                }
                if header.maxTimestamp > largest,
                    try segment.offset(before: header.maxTimestamp) > header.lastOffset
                {
                    broken.append("L4: the time of \(header.lastOffset) is passed over")
                }
                largest = max(largest, header.maxTimestamp)
            }
            try check(largest, of: segment, &broken)
        }
    }

    private func next(
        _ scan: inout HeaderScan
    ) throws(LogError) -> (header: RecordBatchHeader, position: Int)? {
        do throws(Errno) { return try scan.next() } catch { throw .disk(error) }
    }

    private func check(
        _ largest: Int64, of segment: SegmentReader, _ broken: inout [String]
    ) throws(LogError) {
        do throws(Errno) {
            let known = try segment.largestTimestamp()
            if known != largest {
                broken.append("L4: the largest time is \(largest), not \(known)")
            }
        } catch {
            throw .disk(error)
        }
    }
}
