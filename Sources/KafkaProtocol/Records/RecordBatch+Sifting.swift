package import Bytes

/// What is left of a batch of which some records are wanted no more.
package enum SiftedBatch: Equatable, Sendable {
    /// All of it: its bytes stay as they are.
    case whole
    /// Some records: the batch was written anew, and its header is this.
    case rewritten(RecordBatchHeader)
    /// No record.
    case empty
}

// MARK: - Compaction

extension RecordBatch {
    /// Leaves out records, and writes what is left as compaction does (Kafka's `filterTo`).
    ///
    /// The batch keeps its base and last offset, its producer and sequence, its codec and whose clock
    /// its timestamps come from; records keep their bytes. Where `horizon` is given and a record
    /// without value is left, or the batch is a marker, the batch is told from when on these may go
    /// too: its base timestamp becomes the horizon (KIP-534).
    ///
    /// - Parameters:
    ///   - horizon: the new delete horizon; nil for a batch that gets none.
    ///   - limit: how many bytes compressed records may expand to.
    ///   - memory: is told before it is taken how much memory that takes, with what is kept.
    ///   - output: is given the batch if it was written anew, and is left as it was otherwise.
    ///   - keeps: whether a record is wanted.
    /// - Returns: what is left.
    /// - Throws: ``RecordBatchError`` where the records cannot be read.
    package func sift(
        horizon: Int64?, expandingTo limit: Int = Decompression.largestBatch,
        taking memory: Decompression.Memory = { _ in },
        into output: inout ByteBuffer, keeps: (borrowing Record) -> Bool
    ) throws(RecordBatchError) -> SiftedBatch {
        try withExpandedRecords(
            limit: limit, taking: { memory(2 * $0) }
        ) { records throws(RecordBatchError) in
            var sieve = RecordSieve(of: header)
            try sieve.run(over: records, keeps)
            guard sieve.keptCount > 0 else { return .empty }
            let newHorizon = sieve.holdsTombstone || header.isControl ? horizon : nil
            guard newHorizon != nil || sieve.keptCount < header.recordCount else { return .whole }
            return try write(sieve, horizon: newHorizon, into: &output)
        }
    }

    private func write(
        _ sieve: borrowing RecordSieve, horizon: Int64?, into output: inout ByteBuffer
    ) throws(RecordBatchError) -> SiftedBatch {
        var rewritten = header
        rewritten.recordCount = sieve.keptCount
        if !header.attributes.usesLogAppendTime { rewritten.maxTimestamp = sieve.maxTimestamp }
        let compression = Compression(try validateCodec())
        if let horizon {
            rewritten.attributes.hasDeleteHorizon = true
            rewritten.baseTimestamp = horizon
            let shifted = try sieve.shifted(by: header.baseTimestamp &- horizon)
            rewritten.write(shifted.bytes, with: compression, into: &output)
        } else {
            rewritten.write(sieve.kept.bytes, with: compression, into: &output)
        }
        return .rewritten(rewritten)
    }

    /// Appends the batch without its records: what is kept of a producer's last one, so that its
    /// sequence is not forgotten.
    ///
    /// - Returns: the header of it.
    package func writeEmpty(into output: inout ByteBuffer) -> RecordBatchHeader {
        var empty = header
        empty.recordCount = 0
        empty.baseTimestamp = -1
        empty.attributes.hasDeleteHorizon = false
        let none = ByteBuffer()
        empty.write(none.bytes, with: Compression(.none), into: &output)
        return empty
    }
}

/// Gathers the records of a batch that are kept, as they lie there.
private struct RecordSieve: ~Copyable {
    private let baseTimestamp: Int64
    private let count: Int32
    private let isControl: Bool
    var kept = ByteBuffer()
    var keptCount: Int32 = 0
    /// Of those that are kept; -1 where there is none.
    var maxTimestamp: Int64 = -1
    var holdsTombstone = false

    init(of header: RecordBatchHeader) {
        baseTimestamp = header.baseTimestamp
        count = header.recordCount
        isControl = header.isControl
    }

    mutating func run(
        over records: RawSpan, _ keeps: (borrowing Record) -> Bool
    ) throws(RecordBatchError) {
        var cursor = RecordCursor(records)
        var start = 0
        var index: Int32 = 0
        while index < count {
            guard let layout = cursor.next() else {
                throw .undecodableRecord(index: Int(index))
            }
            if keeps(cursor.record(layout)) {
                kept.append(records.extracting(start..<layout.end))
                keptCount += 1
                maxTimestamp = max(maxTimestamp, baseTimestamp &+ layout.timestampDelta)
                if layout.valueCount < 0, !isControl { holdsTombstone = true }
            }
            start = layout.end
            index += 1
        }
    }

    /// The kept records with this added to the delta of their timestamps.
    func shifted(by milliseconds: Int64) throws(RecordBatchError) -> ByteBuffer {
        var shifted = ByteBuffer(capacity: kept.count + 8 * Int(keptCount))
        let records = kept.bytes
        var cursor = RecordCursor(records)
        for index in 0..<keptCount {
            guard let layout = cursor.next() else {
                throw .undecodableRecord(index: Int(index))
            }
            let delta = layout.timestampDelta &+ milliseconds
            let offsetDelta = Int64(layout.offsetDelta)
            let keyCount = Int64(max(layout.keyCount, -1))
            let rest = records.extracting(layout.keyStart..<layout.end)
            let byteCount =
                1 + Varint.byteCount(delta) + Varint.byteCount(offsetDelta)
                + Varint.byteCount(keyCount) + rest.byteCount
            shifted.appendVarint(Int64(byteCount))
            shifted.append(0 as UInt8)
            shifted.appendVarint(delta)
            shifted.appendVarint(offsetDelta)
            shifted.appendVarint(keyCount)
            shifted.append(rest)
        }
        return shifted
    }
}
