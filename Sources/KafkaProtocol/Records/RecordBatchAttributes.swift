/// The sixteen flags of a batch.
@usableFromInline
package struct RecordBatchAttributes: RawRepresentable, Hashable, Sendable {
    /// The flags on the wire.
    @usableFromInline package var rawValue: Int16

    /// These flags.
    @inlinable package init(rawValue: Int16) {
        self.rawValue = rawValue
    }

    @usableFromInline static let compressionMask: Int16 = 0b111
    @usableFromInline static let logAppendTimeBit: Int16 = 1 << 3
    @usableFromInline static let transactionalBit: Int16 = 1 << 4
    @usableFromInline static let controlBit: Int16 = 1 << 5
    @usableFromInline static let deleteHorizonBit: Int16 = 1 << 6

    /// How the records are compressed; nil for a number that no codec has.
    package var compression: Codec? {
        get { Codec(rawValue: rawValue & Self.compressionMask) }
        set { rawValue = rawValue & ~Self.compressionMask | (newValue ?? .none).rawValue }
    }

    /// Whether the records are stored as one compressed block.
    @inlinable package var isCompressed: Bool { rawValue & Self.compressionMask != 0 }

    /// Whether all records bear the time at which the broker appended them, which stands in the
    /// batch's largest timestamp (KIP-32).
    @inlinable package var usesLogAppendTime: Bool {
        get { rawValue & Self.logAppendTimeBit != 0 }
        set { set(Self.logAppendTimeBit, to: newValue) }
    }

    /// Whose clock the timestamps come from.
    package var timestampType: TimestampType {
        usesLogAppendTime ? .logAppendTime : .createTime
    }

    /// Whether the batch belongs to a transaction.
    @inlinable package var isTransactional: Bool {
        get { rawValue & Self.transactionalBit != 0 }
        set { set(Self.transactionalBit, to: newValue) }
    }

    /// Whether it holds a control record, which applications are not shown.
    @inlinable package var isControl: Bool {
        get { rawValue & Self.controlBit != 0 }
        set { set(Self.controlBit, to: newValue) }
    }

    /// Whether the base timestamp is the time from which compaction may drop the batch's tombstones.
    @inlinable package var hasDeleteHorizon: Bool {
        get { rawValue & Self.deleteHorizonBit != 0 }
        set { set(Self.deleteHorizonBit, to: newValue) }
    }

    @usableFromInline mutating func set(_ bit: Int16, to isSet: Bool) {
        rawValue = isSet ? rawValue | bit : rawValue & ~bit
    }
}

/// Whose clock a record's timestamp comes from.
package enum TimestampType: Int8, Sendable {
    /// The producer's, when it made the record.
    case createTime = 0
    /// The broker's, when it appended the record.
    case logAppendTime = 1
}
