package import KafkaProtocol
package import Syscalls

/// A record that was found by its time.
package struct TimedOffset: Equatable, Sendable {
    package let offset: Offset
    package let timestamp: Timestamp
    package let leaderEpoch: LeaderEpoch

    package init(offset: Offset, timestamp: Timestamp, leaderEpoch: LeaderEpoch) {
        self.offset = offset
        self.timestamp = timestamp
        self.leaderEpoch = leaderEpoch
    }
}

extension LogView {
    /// The first record before `end` whose timestamp is not smaller (F-16); nil where there is none.
    ///
    /// - Parameters:
    ///   - timestamp: milliseconds since 1970.
    ///   - end: what lies there and behind is not seen.
    ///   - limit: how far a compressed batch is expanded. What lies behind in it is taken for one
    ///     record with the batch's largest timestamp, at the first offset that was not looked at, or at
    ///     the log's start.
    ///   - memory: is told before it is taken how much memory a batch takes.
    /// - Returns: the record with its timestamp.
    /// - Throws: ``LogError/disk(_:)``, or ``LogError/corruptBatch(at:)`` where a batch cannot be read.
    package func offset(
        atOrAfter timestamp: Timestamp, upTo end: Offset,
        expandingTo limit: Int = Decompression.largestBatch,
        taking memory: Decompression.Memory = { _ in }
    ) throws(LogError) -> TimedOffset? {
        let time = timestamp.rawValue
        for segment in segments(after: startOffset) where segment.baseOffset < end {
            if let found = try first(in: segment, atOrAfter: time, upTo: end, limit, memory) {
                return found
            }
        }
        return nil
    }

    /// The first record with the largest timestamp (F-18).
    ///
    /// For `limit` and `memory` see ``offset(atOrAfter:upTo:expandingTo:taking:)``.
    ///
    /// - Returns: nil where there is none, or it does not lie before `end`.
    package func offsetOfMaxTimestamp(
        upTo end: Offset, expandingTo limit: Int = Decompression.largestBatch,
        taking memory: Decompression.Memory = { _ in }
    ) throws(LogError) -> TimedOffset? {
        var best: (segment: SegmentReader, timestamp: Int64)?
        for segment in segments(after: startOffset) {
            let largest = try largestTimestamp(of: segment, limit, memory)
            if largest > best?.timestamp ?? -1 { best = (segment, largest) }
        }
        guard let best else { return nil }
        return try first(
            in: best.segment, atOrAfter: best.timestamp, upTo: end, limit, memory)
    }

    private func largestTimestamp(
        of segment: SegmentReader, _ limit: Int, _ memory: Decompression.Memory
    ) throws(LogError) -> Int64 {
        // Of a segment that begins below the start, the records that are left must be asked.
        guard segment.baseOffset < startOffset else {
            do throws(Errno) { return try segment.largestTimestamp() } catch { throw .disk(error) }
        }
        var largest: Int64 = -1
        try forEachBatch(of: segment, from: startOffset) { header, position throws(LogError) in
            if header.maxTimestamp > largest {
                try records(of: segment, header, position, limit, memory) { offset, timestamp in
                    if offset >= startOffset { largest = max(largest, timestamp) }
                    return true
                }
            }
            return true
        }
        return largest
    }

    private func first(
        in segment: SegmentReader, atOrAfter timestamp: Int64, upTo end: Offset, _ limit: Int,
        _ memory: Decompression.Memory
    ) throws(LogError) -> TimedOffset? {
        do throws(Errno) {
            guard try segment.largestTimestamp() >= timestamp else { return nil }
        } catch {
            throw .disk(error)
        }
        let start = max(try segment.offset(before: timestamp), startOffset)
        var found: TimedOffset?
        try forEachBatch(of: segment, from: start) { header, position throws(LogError) in
            guard header.baseOffset < end else { return false }
            guard header.maxTimestamp >= timestamp else { return true }
            try records(of: segment, header, position, limit, memory) { offset, recordTime in
                guard recordTime >= timestamp, offset >= startOffset, offset < end else {
                    return offset < end
                }
                found = TimedOffset(
                    offset: offset, timestamp: Timestamp(rawValue: recordTime),
                    leaderEpoch: header.leaderEpoch)
                return false
            }
            return found == nil
        }
        return found
    }

    // MARK: Batches and records

    /// Shows the headers of a segment's batches, from the one that holds `offset` on.
    private func forEachBatch(
        of segment: SegmentReader, from offset: Offset,
        _ body: (RecordBatchHeader, Int) throws(LogError) -> Bool
    ) throws(LogError) {
        guard let (_, start) = try segment.batch(at: offset) else { return }
        let file: any DiskFile
        do throws(Errno) { file = try segment.file() } catch { throw .disk(error) }
        var scan = HeaderScan(file, from: start, to: segment.size)
        while true {
            let next: (header: RecordBatchHeader, position: Int)?
            do throws(Errno) { next = try scan.next() } catch { throw .disk(error) }
            guard let next, try body(next.header, next.position) else { return }
        }
    }

    /// Shows the offset and the timestamp of each record of a batch, until `body` has seen enough.
    ///
    /// The batch's bytes are there meanwhile, and of the expanded ones a window.
    private func records(
        of segment: SegmentReader, _ header: RecordBatchHeader, _ position: Int, _ limit: Int,
        _ memory: Decompression.Memory, _ body: (Offset, Int64) -> Bool
    ) throws(LogError) {
        if header.attributes.usesLogAppendTime {
            // All records have the batch's time; only the first one that is visible is of interest.
            _ = body(max(header.baseOffset, startOffset), header.maxTimestamp)
            return
        }
        memory(header.byteCount)
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try segment.file().bytes(in: position..<position + header.byteCount)
        } catch {
            throw .disk(error)
        }
        var next = header.baseOffset
        do throws(RecordBatchError) {
            let batch = try RecordBatch(atFrontOf: unsafe bytes.span.bytes)
            try batch.forEachRecord(
                expandingTo: limit, taking: { memory(header.byteCount + $0) }
            ) { record in
                let offset = header.baseOffset.advanced(by: record.offsetDelta)
                next = offset.advanced(by: 1)
                return body(offset, header.timestamp(ofDelta: record.timestampDelta))
            }
        } catch .expandsTooFar {
            _ = body(max(min(next, header.lastOffset), startOffset), header.maxTimestamp)
        } catch {
            throw .corruptBatch(at: header.baseOffset)
        }
    }
}
