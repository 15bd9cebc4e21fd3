package import Bytes

/// What the one record of a control batch is, as its key says.
package enum ControlRecordType: Int16, Sendable {
    /// A transaction was aborted; the value is an ``EndTxnMarker``.
    case abort = 0

    /// A transaction was committed; the value is an ``EndTxnMarker``.
    case commit = 1

    /// The metadata quorum has a leader; the value is a ``LeaderChangeMessage``.
    case leaderChange = 2

    /// A snapshot begins; the value is a ``SnapshotHeaderRecord``.
    case snapshotHeader = 3

    /// A snapshot ends; the value is a ``SnapshotFooterRecord``.
    case snapshotFooter = 4

    /// The version of the quorum's rules; the value is a ``KRaftVersionRecord``.
    case kRaftVersion = 5

    /// The voters of the quorum; the value is a ``VotersRecord``.
    case kRaftVoters = 6

    /// Reads the key; nil for a type that is not known, whose record is to be skipped.
    package init?(fromKey reader: inout ByteReader) {
        _ = reader.read(Int16.self)
        let type = reader.read(Int16.self)
        guard !reader.failed else { return nil }
        self.init(rawValue: type)
    }

    /// Writes the key: its version 0, and the type.
    package func encodeKey(to writer: inout ByteWriter) {
        writer.write(0 as Int16)
        writer.write(rawValue)
    }
}
