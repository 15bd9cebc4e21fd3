import Bytes
package import KafkaProtocol
package import LogEngine
package import Syscalls

/// In whose transaction offsets are committed.
package struct TransactionalCommit: Sendable {
    package let producerID: ProducerID
    package let producerEpoch: ProducerEpoch

    package init(producerID: ProducerID, producerEpoch: ProducerEpoch) {
        self.producerID = producerID
        self.producerEpoch = producerEpoch
    }

    /// Says so in a batch. It has no sequence number: nobody looks for duplicates of it.
    func stamp(_ header: inout RecordBatchHeader) {
        header.attributes.isTransactional = true
        header.producerID = producerID
        header.producerEpoch = producerEpoch
    }
}

extension OffsetsPartition {
    /// Ends a producer's transaction in this partition: the marker is appended, and with it the offsets that
    /// were pending come into force, or are dropped.
    ///
    /// - Throws: ``GroupError/loading`` or ``GroupError/notCoordinator`` where nothing is known of them here
    ///   (yet), ``GroupError/producer(_:)`` where the log refuses the marker; nothing was appended.
    package func end(
        _ marker: TransactionMarker, of producerID: ProducerID, epoch: ProducerEpoch,
        transactionVersion: Int8, now: Timestamp
    ) throws(GroupError) -> AppendedBatch {
        try state.withLock { state throws(GroupError) in
            try state.checkService()
            let appended = try append(marker, of: producerID, epoch: epoch, now: now)
            state.offsets.end(producerID, commits: marker.isCommit)
            return appended
        }
    }

    private func append(
        _ marker: TransactionMarker, of producerID: ProducerID, epoch: ProducerEpoch,
        now: Timestamp
    ) throws(GroupError) -> AppendedBatch {
        let batch = RecordBatchBuilder.endOfTransaction(
            commits: marker.isCommit, producerID: producerID, producerEpoch: epoch,
            coordinatorEpoch: marker.coordinatorEpoch, timestamp: now.rawValue)
        var buffer = ByteBuffer()
        let header = batch.finish(into: &buffer)
        var bytes = buffer.mutableBytes
        do throws(ReplicaError) {
            return try replica.append(
                &bytes, batchAt: 0..<bytes.byteCount, header: header, requiredAcks: -1, now: now,
                origin: .coordinator)
        } catch {
            throw GroupError(error)
        }
    }
}
