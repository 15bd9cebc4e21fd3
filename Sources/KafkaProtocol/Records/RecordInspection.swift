/// What is asked of each record of a batch that a client sends.
struct RecordInspection {
    private let count: Int
    private let baseTimestamp: Int64
    private let isCompressed: Bool
    private let isStamped: Bool
    private let requiresKeys: Bool
    private let keepsTimestamps: Bool
    private let oldest: Int64
    private let newest: Int64
    private var index = 0
    private var maxTimestamp: Int64 = -1
    private var problems: [RecordProblem] = []

    init(of header: RecordBatchHeader, by rules: BatchRules, now: Int64) {
        count = Int(header.recordCount)
        baseTimestamp = header.baseTimestamp
        isCompressed = header.attributes.isCompressed
        isStamped = header.attributes.usesLogAppendTime
        requiresKeys = rules.requiresKeys
        keepsTimestamps = rules.timestampType == .createTime
        let (oldest, isTooOld) = now.subtractingReportingOverflow(rules.timestampBeforeMaxMs)
        let (newest, isTooNew) = now.addingReportingOverflow(rules.timestampAfterMaxMs)
        self.oldest = isTooOld || !keepsTimestamps ? .min : oldest
        self.newest = isTooNew || !keepsTimestamps ? .max : newest
    }

    /// Reads records from the front of the bytes.
    ///
    /// - Parameters:
    ///   - bytes: what lies behind the records that were read before.
    ///   - moreFollows: whether the last record may be cut off here, because its rest comes later.
    /// - Returns: how many bytes the records take that were read.
    /// - Throws: ``RecordBatchError/undecodableRecord(index:)``.
    mutating func read(_ bytes: RawSpan, moreFollows: Bool) throws(RecordBatchError) -> Int {
        var cursor = RecordCursor(bytes)
        var index = index
        var maxTimestamp = maxTimestamp
        while index < count {
            if moreFollows, cursor.isCutOff { break }
            guard let record = cursor.next() else { throw .undecodableRecord(index: index) }
            let timestamp = baseTimestamp &+ record.timestampDelta
            if timestamp > maxTimestamp { maxTimestamp = timestamp }
            let isPlain =
                timestamp >= oldest && timestamp <= newest && timestamp != -1 && !isStamped
                && (!requiresKeys || record.keyCount >= 0)
                && (!isCompressed || record.offsetDelta == index)
            if !isPlain { judge(record, timestamp, at: index) }
            index &+= 1
        }
        self.index = index
        self.maxTimestamp = maxTimestamp
        guard index < count || cursor.remaining == 0 else { throw .undecodableRecord(index: count) }
        return bytes.byteCount - cursor.remaining
    }

    /// Judges the batch when all bytes were read.
    ///
    /// - Returns: the largest timestamp among its records, at least -1.
    /// - Throws: ``RecordBatchError/undecodableRecord(index:)`` if records are missing, or
    ///   ``RecordBatchError/records(_:)``.
    func finish() throws(RecordBatchError) -> Int64 {
        guard index == count else { throw .undecodableRecord(index: index) }
        guard problems.isEmpty else { throw .records(problems) }
        return maxTimestamp
    }

    /// Takes a closer look at a record that is not plainly right.
    @inline(never) private mutating func judge(
        _ record: RecordCursor.Layout, _ timestamp: Int64, at index: Int
    ) {
        guard problems.count < RecordProblem.mostNamed,
            let reason = reason(record, timestamp, at: index)
        else { return }
        problems.append(RecordProblem(index: Int32(truncatingIfNeeded: index), reason: reason))
    }

    /// Why the record is not taken; nil if it is.
    private func reason(
        _ record: RecordCursor.Layout, _ timestamp: Int64, at index: Int
    ) -> RecordProblem.Reason? {
        if requiresKeys, record.keyCount < 0 { return .keyMissing }
        if isCompressed, record.offsetDelta != index {
            return .wrongOffsetDelta(record.offsetDelta)
        }
        guard keepsTimestamps, timestamp != -1 else { return isStamped ? .alreadyStamped : nil }
        return timestamp < oldest || timestamp > newest ? .timestampOutOfRange(timestamp) : nil
    }
}
