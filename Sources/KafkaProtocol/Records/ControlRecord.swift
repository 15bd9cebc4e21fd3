/// The one record of a control batch: a word of the broker's to readers, which applications are not
/// shown.
///
/// Its key is a version, always 0, and a type; both are two bytes.
package struct ControlRecord: Hashable, Sendable {
    /// What the record says.
    package enum Kind: Int16, Sendable {
        case abort = 0
        case commit = 1
        case leaderChange = 2
        case snapshotHeader = 3
        case snapshotFooter = 4
        case kraftVersion = 5
        case kraftVoters = 6
    }

    /// What it says; nil for a type that is not known here, which readers pass over.
    package let kind: Kind?

    /// Reads the key of a control record; nil if it is too short.
    package init?(key: RawSpan) {
        guard key.byteCount >= 4 else { return nil }
        let version = key.integer(at: 0, as: Int16.self)
        kind = version == 0 ? Kind(rawValue: key.integer(at: 2)) : nil
    }

    /// The key of a control record.
    package static func key(_ kind: Kind) -> [UInt8] {
        [
            0, 0, UInt8(truncatingIfNeeded: kind.rawValue >> 8),
            UInt8(truncatingIfNeeded: kind.rawValue),
        ]
    }
}

extension RecordBatchBuilder {
    /// A control batch that holds this record.
    ///
    /// It has no sequence number; what else its header needs is set by the caller.
    package static func control(
        _ kind: ControlRecord.Kind, value: [UInt8], timestamp: Int64
    ) -> RecordBatchBuilder {
        var builder = RecordBatchBuilder()
        builder.header.attributes.isControl = true
        builder.append(timestamp: timestamp, key: ControlRecord.key(kind), value: value)
        return builder
    }

    /// The marker that ends a transaction in a partition: it commits or aborts what the producer
    /// wrote before.
    package static func endOfTransaction(
        commits: Bool, producerID: ProducerID, producerEpoch: ProducerEpoch,
        coordinatorEpoch: Int32,
        timestamp: Int64
    ) -> RecordBatchBuilder {
        let epoch = UInt32(bitPattern: coordinatorEpoch)
        let value: [UInt8] =
            [0, 0] + stride(from: 24, through: 0, by: -8).map { UInt8(epoch >> UInt32($0) & 0xFF) }
        var builder = control(commits ? .commit : .abort, value: value, timestamp: timestamp)
        builder.header.attributes.isTransactional = true
        builder.header.producerID = producerID
        builder.header.producerEpoch = producerEpoch
        return builder
    }
}
