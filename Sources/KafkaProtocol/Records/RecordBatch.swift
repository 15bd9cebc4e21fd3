internal import Bytes

/// A batch of records (magic 2), borrowed from the bytes in which it lies.
///
/// ```
///  0 baseOffset   8 length   12 leaderEpoch   16 magic   17 checksum
/// 21 attributes  23 lastOffsetDelta  27 baseTimestamp  35 maxTimestamp
/// 43 producerID  51 producerEpoch    53 baseSequence   57 recordCount   61 records …
/// ```
///
/// One that exists lies whole in its bytes, has the right magic, and room for its header: nothing
/// else is known of it. ``validate()`` asks what must hold of every batch, ``admit(_:at:by:now:rewriteInto:)``
/// what must hold of one that a client sends.
package struct RecordBatch: ~Escapable {
    /// The numbers before the records.
    package let header: RecordBatchHeader

    /// The whole batch, with its header.
    package let bytes: RawSpan

    /// The batch that lies at the front of the bytes; others may follow.
    ///
    /// - Throws: ``RecordBatchError/missing``, ``RecordBatchError/cutOff``,
    ///   ``RecordBatchError/lengthTooSmall(_:)``, ``RecordBatchError/oldFormat(_:)`` or
    ///   ``RecordBatchError/unknownFormat(_:)``.
    @_lifetime(copy bytes)
    package init(atFrontOf bytes: RawSpan) throws(RecordBatchError) {
        let byteCount = try Self.byteCount(atFrontOf: bytes)
        guard let header = RecordBatchHeader(bytes) else { throw .cutOff }
        self.header = header
        self.bytes = bytes.extracting(first: byteCount)
    }

    /// How many bytes the batch at the front takes.
    ///
    /// The order of the questions is Kafka's: it decides what a client is told.
    private static func byteCount(atFrontOf bytes: RawSpan) throws(RecordBatchError) -> Int {
        guard bytes.byteCount > 0 else { throw .missing }
        guard bytes.byteCount > RecordBatchHeader.Field.magic else { throw .cutOff }
        let length = bytes.integer(at: RecordBatchHeader.Field.length, as: Int32.self)
        guard length >= smallestOldLength else { throw .lengthTooSmall(length) }
        let magic = bytes.integer(at: RecordBatchHeader.Field.magic, as: Int8.self)
        guard 0...2 ~= magic else { throw .unknownFormat(magic) }
        let byteCount = RecordBatchHeader.lengthPrefix + Int(length)
        guard byteCount <= bytes.byteCount else { throw .cutOff }
        guard magic == 2 else { throw .oldFormat(magic) }
        guard byteCount >= RecordBatchHeader.byteCount else { throw .lengthTooSmall(length) }
        return byteCount
    }

    /// What the smallest message of format 0 had.
    private static let smallestOldLength = 14

    /// The bytes of the records, as they are stored.
    package var recordBytes: RawSpan {
        @_lifetime(copy self)
        get { bytes.extracting(droppingFirst: RecordBatchHeader.byteCount) }
    }
}

// MARK: - What must hold of every batch

extension RecordBatch {
    /// Checks what holds of every batch in a log, also after compaction: the checksum, the codec, and
    /// that the header's counts do not contradict each other.
    package func validate() throws(RecordBatchError) {
        try validateChecksum()
        try validateCodec()
        guard header.lastOffsetDelta >= 0, header.recordCount >= 0,
            header.recordCount <= Int64(header.lastOffsetDelta) + 1
        else {
            throw .wrongCount(
                recordCount: header.recordCount, lastOffsetDelta: header.lastOffsetDelta)
        }
    }

    func validateChecksum() throws(RecordBatchError) {
        let covered = bytes.extracting(droppingFirst: RecordBatchHeader.checksummedFrom)
        let computed = CRC32C.checksum(covered)
        guard computed == header.checksum else {
            throw .wrongChecksum(stored: header.checksum, computed: computed)
        }
    }

    @discardableResult
    func validateCodec() throws(RecordBatchError) -> Codec {
        guard let codec = header.compression else {
            throw .unsupportedCodec(header.attributes.rawValue & 7)
        }
        return codec
    }
}

// MARK: - Its records

extension RecordBatch {
    /// Shows the records in their order, until `body` says that it has seen enough.
    ///
    /// - Parameters:
    ///   - limit: how many bytes compressed records may expand to.
    ///   - memory: is told before it is taken how much memory that takes.
    ///   - body: is given each record, and says whether to go on.
    /// - Throws: what it meets that is no record; the records before have been shown then.
    package func forEachRecord(
        expandingTo limit: Int = Decompression.largestBatch,
        taking memory: Decompression.Memory = { _ in }, _ body: (borrowing Record) -> Bool
    ) throws(RecordBatchError) {
        var index = 0
        guard header.attributes.isCompressed else {
            _ = try Self.show(
                recordBytes, from: &index, of: header.recordCount, moreFollows: false, body)
            return
        }
        // What was shown is given up: a batch may expand far, but little of it is there at a time.
        var window = ByteBuffer(capacity: Decompression.stepByteCount)
        var isOver = false
        try Decompression.expand(
            recordBytes, codec: validateCodec(), limit: limit, taking: memory, through: &window
        ) { window throws(RecordBatchError) in
            let shown = try Self.show(
                window.bytes, from: &index, of: header.recordCount, moreFollows: true, body)
            isOver = shown == nil
            window.consume(shown ?? window.count)
            return !isOver
        }
        guard isOver || index == header.recordCount else {
            throw .undecodableRecord(index: index)
        }
    }

    /// Gives `body` the bytes of the records, expanded to at most `limit` bytes if they are
    /// compressed.
    @inline(__always)
    func withExpandedRecords<Result>(
        limit: Int, taking memory: Decompression.Memory,
        _ body: (RawSpan) throws(RecordBatchError) -> Result
    ) throws(RecordBatchError) -> Result {
        guard header.attributes.isCompressed else { return try body(recordBytes) }
        let codec = try validateCodec()
        var expanded = ByteBuffer(capacity: Decompression.firstCapacity(for: recordBytes))
        try Decompression.expand(
            recordBytes, codec: codec, limit: limit, taking: memory, into: &expanded)
        return try body(expanded.bytes)
    }

    /// Shows the records at the front of the bytes.
    ///
    /// - Returns: how many bytes they take; nil where `body` has seen enough.
    private static func show(
        _ records: RawSpan, from index: inout Int, of count: Int32, moreFollows: Bool,
        _ body: (borrowing Record) -> Bool
    ) throws(RecordBatchError) -> Int? {
        var cursor = RecordCursor(records)
        while index < count {
            if moreFollows, cursor.isCutOff { break }
            guard let layout = cursor.next() else { throw .undecodableRecord(index: index) }
            guard body(cursor.record(layout)) else { return nil }
            index += 1
        }
        // Bytes behind the last record are not looked at.
        return index < count ? records.byteCount - cursor.remaining : records.byteCount
    }
}
