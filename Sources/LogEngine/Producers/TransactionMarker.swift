internal import KafkaProtocol
import Syscalls

/// How a transaction ended, as its marker says it (a record of a control batch).
package struct TransactionMarker: Equatable, Sendable {
    package let isCommit: Bool
    package let coordinatorEpoch: Int32

    package init(isCommit: Bool, coordinatorEpoch: Int32) {
        self.isCommit = isCommit
        self.coordinatorEpoch = coordinatorEpoch
    }
}

extension TransactionMarker {
    /// The marker of a control batch; nil where the batch holds another word of the broker's.
    ///
    /// One that compaction has emptied ends what nothing is left of.
    package init?(of batch: RawSpan) {
        guard let batch = try? RecordBatch(atFrontOf: batch), batch.header.isTransactional,
            batch.header.hasProducerID
        else { return nil }
        var marker: TransactionMarker?
        if batch.header.recordCount == 0 {
            marker = TransactionMarker(isCommit: true, coordinatorEpoch: -1)
        }
        // What cannot be read says nothing.
        try? batch.forEachRecord { record in
            marker = TransactionMarker(record)
            return false
        }
        guard let marker else { return nil }
        self = marker
    }

    /// Its value is a version (int16) and the coordinator's epoch (int32).
    private init?(_ record: borrowing Record) {
        guard let key = record.key, let kind = ControlRecord(key: key)?.kind,
            kind == .commit || kind == .abort
        else { return nil }
        var epoch: Int32 = -1
        if let value = record.value, value.byteCount >= 6 { epoch = value.integer(at: 2) }
        self.init(isCommit: kind == .commit, coordinatorEpoch: epoch)
    }
}

extension TransactionMarker {
    /// Reads the marker that a batch of a file holds; nil for a batch of records.
    static func read(
        _ header: RecordBatchHeader, at position: Int, in file: any DiskFile
    ) throws(Errno) -> TransactionMarker? {
        guard header.isControl, header.isTransactional else { return nil }
        let bytes = try file.bytes(in: position..<position + header.byteCount)
        return TransactionMarker(of: unsafe bytes.span.bytes)
    }
}
