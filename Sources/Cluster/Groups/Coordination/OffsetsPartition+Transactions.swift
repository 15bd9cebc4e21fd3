package import KafkaProtocol
package import LogEngine
package import Syscalls

/// In whose transaction offsets are committed.
package struct TransactionalCommit: Sendable {
    package let producer: ProducerIdentity
    /// What the log demands of the first batch of a transaction.
    package let append: TransactionalAppend

    package init(producer: ProducerIdentity, append: TransactionalAppend) {
        self.producer = producer
        self.append = append
    }

    /// Marks a batch as the transaction's.
    ///
    /// It has no sequence number: nobody looks for duplicates of it.
    func stamp(_ header: inout RecordBatchHeader) {
        header.attributes.isTransactional = true
        header.producerID = producer.id
        header.producerEpoch = producer.epoch
    }
}

extension OffsetsPartition {
    /// Whether offsets may be committed in the producer's transaction at once, or its coordinator must be
    /// asked first (KIP-890).
    package func transactionCheck(
        by producer: ProducerIdentity, now: Timestamp
    ) throws(GroupError) -> TransactionCheck {
        try state.withLock { state throws(GroupError) in try state.checkService() }
        do throws(ReplicaError) {
            return try replica.transactionCheck(
                producerID: producer.id, epoch: producer.epoch, baseSequence: -1, now: now)
        } catch {
            throw GroupError(error)
        }
    }

    /// Ends a producer's transaction in this partition: the marker is appended, and with it the offsets that
    /// were pending come into force, or are dropped.
    ///
    /// One that the log has already ends nothing: what is pending is of a later transaction.
    ///
    /// - Throws: ``ReplicaError/notLeader(leader:epoch:)`` as well where the groups are not loaded, so that
    ///   it is brought again (as in Kafka); nothing was appended.
    package func end(
        _ marker: TransactionMarker, of producerID: ProducerID, epoch: ProducerEpoch,
        transactionVersion: Int8, now: Timestamp
    ) throws(ReplicaError) -> AppendedBatch {
        try state.withLock { state throws(ReplicaError) in
            guard state.phase == .serving else {
                throw .notLeader(leader: -1, epoch: replica.status.leaderEpoch)
            }
            let appended = try replica.appendMarker(
                marker, producerID: producerID, producerEpoch: epoch,
                transactionVersion: transactionVersion, now: now)
            if appended.baseOffset < appended.end {
                state.offsets.end(producerID, commits: marker.isCommit)
                settle(&state)
            }
            return appended
        }
    }
}
