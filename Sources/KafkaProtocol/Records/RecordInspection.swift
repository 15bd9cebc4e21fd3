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

    /// Reads all records.
    ///
    /// - Returns: the largest timestamp among them, at least -1.
    /// - Throws: ``RecordBatchError/undecodableRecord(index:)`` at once, or at the end
    ///   ``RecordBatchError/records(_:)``.
    mutating func run(over records: RawSpan) throws(RecordBatchError) -> Int64 {
        var cursor = RecordCursor(records)
        var maxTimestamp: Int64 = -1
        var index = 0
        while index < count {
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
        guard cursor.remaining == 0 else { throw .undecodableRecord(index: count) }
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
