/// The 61 bytes before the records of a batch (magic 2), as plain numbers.
///
/// Reading it checks nothing but that the bytes are there; ``RecordBatch`` does the rest.
/// docs/log-format.md tells the bytes.
@usableFromInline package struct RecordBatchHeader: Hashable, Sendable {
    /// The offset of the first record, given by the leader; not covered by the checksum.
    @usableFromInline package var baseOffset: Offset
    /// How many bytes follow the length itself: the whole batch less ``lengthPrefix``.
    @usableFromInline package var batchLength: Int32
    /// The epoch of the leader that appended the batch; not covered by the checksum.
    @usableFromInline package var leaderEpoch: LeaderEpoch
    /// The version of the format, which is 2; it stands at the same place in all versions.
    @usableFromInline package var magic: Int8
    /// CRC-32C of all that follows it.
    @usableFromInline package var checksum: UInt32
    /// Compression, whose timestamps, transactional, control.
    @usableFromInline package var attributes: RecordBatchAttributes
    /// The last offset less the base offset; compaction keeps it when it drops records.
    @usableFromInline package var lastOffsetDelta: Int32
    /// What the records' timestamps are relative to, in milliseconds.
    @usableFromInline package var baseTimestamp: Int64
    /// The largest timestamp, or the time of the append.
    @usableFromInline package var maxTimestamp: Int64
    /// Who wrote the batch, if it is idempotent or transactional.
    @usableFromInline package var producerID: ProducerID
    /// Which incarnation of it.
    @usableFromInline package var producerEpoch: ProducerEpoch
    /// The producer's number for the first record; -1 for none.
    @usableFromInline package var baseSequence: Int32
    /// How many records there are.
    @usableFromInline package var recordCount: Int32

    /// The header of a batch without records, offset, producer and times.
    package init() {
        baseOffset = .zero
        batchLength = Int32(Self.byteCount - Self.lengthPrefix)
        leaderEpoch = .none
        magic = 2
        checksum = 0
        attributes = RecordBatchAttributes(rawValue: 0)
        lastOffsetDelta = -1
        baseTimestamp = -1
        maxTimestamp = -1
        producerID = .none
        producerEpoch = .none
        baseSequence = -1
        recordCount = 0
    }

    /// How many bytes the header takes; the records follow.
    @inlinable package static var byteCount: Int { 61 }

    /// How many bytes stand before those that the length counts.
    @inlinable package static var lengthPrefix: Int { 12 }

    /// Where the bytes begin that the checksum covers.
    @inlinable package static var checksummedFrom: Int { 21 }

    /// Reads the header that begins `offset` bytes into the span; nil if it does not lie there whole.
    package init?(_ bytes: RawSpan, at offset: Int = 0) {
        guard offset >= 0, bytes.byteCount - offset >= Self.byteCount else { return nil }
        baseOffset = Offset(rawValue: bytes.integer(at: offset))
        batchLength = bytes.integer(at: offset + Field.length)
        leaderEpoch = LeaderEpoch(rawValue: bytes.integer(at: offset + Field.leaderEpoch))
        magic = bytes.integer(at: offset + Field.magic)
        checksum = bytes.integer(at: offset + Field.checksum)
        attributes = RecordBatchAttributes(rawValue: bytes.integer(at: offset + Field.attributes))
        lastOffsetDelta = bytes.integer(at: offset + Field.lastOffsetDelta)
        baseTimestamp = bytes.integer(at: offset + Field.baseTimestamp)
        maxTimestamp = bytes.integer(at: offset + Field.maxTimestamp)
        producerID = ProducerID(rawValue: bytes.integer(at: offset + Field.producerID))
        producerEpoch = ProducerEpoch(rawValue: bytes.integer(at: offset + Field.producerEpoch))
        baseSequence = bytes.integer(at: offset + Field.baseSequence)
        recordCount = bytes.integer(at: offset + Field.recordCount)
    }

    /// Where each field lies.
    enum Field {
        static let length = 8
        static let leaderEpoch = 12
        static let magic = 16
        static let checksum = 17
        static let attributes = 21
        static let lastOffsetDelta = 23
        static let baseTimestamp = 27
        static let maxTimestamp = 35
        static let producerID = 43
        static let producerEpoch = 51
        static let baseSequence = 53
        static let recordCount = 57
    }
}

extension RecordBatchHeader {
    /// How many bytes the whole batch takes, this header included.
    @inlinable package var byteCount: Int { Self.lengthPrefix + Int(batchLength) }

    /// The offset of the last record, as the header tells it.
    @inlinable package var lastOffset: Offset { baseOffset.advanced(by: lastOffsetDelta) }

    /// The timestamp of a record with this delta; a client may write any, so it may wrap.
    @inlinable package func timestamp(ofDelta delta: Int64) -> Int64 {
        attributes.usesLogAppendTime ? maxTimestamp : baseTimestamp &+ delta
    }

    /// The offset that the next batch begins with.
    @inlinable package var nextOffset: Offset { lastOffset.advanced(by: 1) }

    /// Whether there is an offset after its last one: the checksum does not cover them, and a disk
    /// may hold anything.
    package var hasPossibleOffsets: Bool {
        !baseOffset.rawValue.addingReportingOverflow(Int64(lastOffsetDelta) + 1).overflow
    }

    /// Whether a producer stands behind it by whom duplicates can be found.
    @inlinable package var hasProducerID: Bool { producerID > .none }

    /// The producer's number for the last record: after the largest number comes 0.
    @inlinable package var lastSequence: Int32 {
        guard baseSequence >= 0 else { return baseSequence }
        return Int32(
            truncatingIfNeeded: (Int64(baseSequence) + Int64(lastOffsetDelta)) & 0x7FFF_FFFF)
    }

    /// How the records are compressed; nil for a number that no codec has.
    package var compression: Codec? { attributes.compression }

    /// Whose clock the timestamps come from.
    package var timestampType: TimestampType { attributes.timestampType }

    /// Whether the batch belongs to a transaction.
    @inlinable package var isTransactional: Bool { attributes.isTransactional }

    /// Whether it holds a control record.
    @inlinable package var isControl: Bool { attributes.isControl }
}
