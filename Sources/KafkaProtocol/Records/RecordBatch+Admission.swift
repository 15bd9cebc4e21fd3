package import Bytes

extension RecordBatch {
    /// Checks a batch that a client sends, and mends what the broker mends.
    ///
    /// The bytes are kept as they came (P-14), with these exceptions: the mark of LogAppendTime that a
    /// client should not have set is taken off, and the largest timestamp is what it says (P-12);
    /// and where the partition wants another codec, the batch is written anew.
    ///
    /// All records are read: Kafka refuses a batch whose records do not lie as its header says, and
    /// readers rely on it. Records that are compressed are expanded for that, up to a limit.
    ///
    /// - Parameters:
    ///   - frame: the bytes in which the batch lies.
    ///   - range: where in them there should be one batch and nothing else.
    ///   - rules: what the partition asks for.
    ///   - now: milliseconds since 1970.
    ///   - memory: is told before it is taken how much memory compressed records take.
    ///   - rewritten: is empty afterwards, or holds the batch to be appended instead.
    /// - Returns: the header of the batch to be appended.
    /// - Throws: why it is not taken; the bytes are as they were.
    package static func admit(
        _ frame: inout MutableRawSpan, at range: Range<Int>, by rules: BatchRules, now: Int64,
        taking memory: Decompression.Memory = { _ in }, rewriteInto rewritten: inout ByteBuffer
    ) throws(RecordBatchError) -> RecordBatchHeader {
        rewritten.removeAll()
        var (header, isMended) = try inspect(
            frame.bytes.extracting(range), by: rules, now: now, taking: memory,
            rewriteInto: &rewritten)
        if isMended, rewritten.isEmpty {
            RecordBatchPatch.writeTimestamps(&frame, batchAt: range.lowerBound, header: &header)
        }
        return header
    }

    /// Checks the batch, and says how its header should be and whether it is not so yet.
    private static func inspect(
        _ bytes: RawSpan, by rules: BatchRules, now: Int64, taking memory: Decompression.Memory,
        rewriteInto rewritten: inout ByteBuffer
    ) throws(RecordBatchError) -> (header: RecordBatchHeader, isMended: Bool) {
        let batch = try RecordBatch(atFrontOf: bytes)
        let codec = try batch.validateHeader(by: rules, bytesGiven: bytes.byteCount)
        if let wanted = rules.compression, wanted.codec != codec {
            let header = try batch.rewrite(
                with: wanted, by: rules, now: now, taking: memory, into: &rewritten)
            return (header, true)
        }
        var header = batch.header
        let maxTimestamp = try batch.inspectRecords(by: rules, now: now, taking: memory)
        let isMended = header.mend(maxTimestamp: maxTimestamp, by: rules)
        return (header, isMended)
    }

    /// The order of the questions is Kafka's: it decides what a client is told.
    private func validateHeader(
        by rules: BatchRules, bytesGiven: Int
    ) throws(RecordBatchError) -> Codec {
        guard bytesGiven == header.byteCount else { throw .notAlone }
        guard rules.allowsZstd || header.compression != .zstd else {
            throw .unsupportedCodec(Codec.zstd.rawValue)
        }
        guard header.baseOffset == .zero else { throw .baseOffsetNotZero(header.baseOffset) }
        guard header.byteCount <= rules.largestBatch else {
            throw .tooLarge(byteCount: header.byteCount, limit: rules.largestBatch)
        }
        try validateChecksum()
        guard header.recordCount > 0, header.recordCount - 1 == header.lastOffsetDelta else {
            throw .wrongCount(
                recordCount: header.recordCount, lastOffsetDelta: header.lastOffsetDelta)
        }
        guard !header.hasProducerID || header.baseSequence >= 0 else { throw .sequenceMissing }
        guard !header.isControl else { throw .controlBatch }
        return try validateCodec()
    }

    /// Reads all records, and gives the largest timestamp among them.
    private func inspectRecords(
        by rules: BatchRules, now: Int64, taking memory: Decompression.Memory
    ) throws(RecordBatchError) -> Int64 {
        var inspection = RecordInspection(of: header, by: rules, now: now)
        guard header.attributes.isCompressed else {
            _ = try inspection.read(recordBytes, moreFollows: false)
            return try inspection.finish()
        }
        // What was read is given up: a batch may expand far, but little of it is there at a time.
        var window = ByteBuffer(capacity: Decompression.stepByteCount)
        try Decompression.expand(
            recordBytes, codec: validateCodec(), limit: rules.largestExpansion, taking: memory,
            through: &window
        ) { window throws(RecordBatchError) in
            window.consume(try inspection.read(window.bytes, moreFollows: true))
            return true
        }
        return try inspection.finish()
    }

    /// Reads all records, and writes the batch with the codec that the partition wants.
    private func rewrite(
        with wanted: Compression, by rules: BatchRules, now: Int64,
        taking memory: Decompression.Memory, into rewritten: inout ByteBuffer
    ) throws(RecordBatchError) -> RecordBatchHeader {
        var header = header
        try withExpandedRecords(
            limit: rules.largestExpansion, taking: { memory(2 * $0) }
        ) { records throws(RecordBatchError) in
            var inspection = RecordInspection(of: header, by: rules, now: now)
            _ = try inspection.read(records, moreFollows: false)
            let maxTimestamp = try inspection.finish()
            _ = header.mend(maxTimestamp: maxTimestamp, by: rules)
            header.write(records, with: wanted, into: &rewritten)
        }
        guard header.byteCount <= rules.largestBatch else {
            throw .tooLarge(byteCount: header.byteCount, limit: rules.largestBatch)
        }
        return header
    }
}

extension RecordBatchHeader {
    /// Takes off the mark that the client should not have set, and corrects the largest timestamp;
    /// where the broker stamps the batch itself, it does that when it appends it.
    ///
    /// - Returns: whether anything was wrong.
    fileprivate mutating func mend(maxTimestamp: Int64, by rules: BatchRules) -> Bool {
        guard rules.timestampType == .createTime else { return false }
        let isRight = self.maxTimestamp == maxTimestamp && !attributes.usesLogAppendTime
        self.maxTimestamp = maxTimestamp
        attributes.usesLogAppendTime = false
        return !isRight
    }
}
