import Bytes
package import KafkaProtocol
package import LogEngine
package import Syscalls

/// A producer as a partition's log knows it (DescribeProducers).
package struct ProducerDescription: Equatable, Sendable {
    package let id: ProducerID
    package let epoch: ProducerEpoch
    /// The number of its last record; -1 where none is known.
    package let lastSequence: Int32
    package let lastTimestamp: Timestamp
    /// The epoch of the coordinator that wrote its last marker; -1 before any.
    package let coordinatorEpoch: Int32
    /// Where the transaction that it has open begins.
    package let transactionStart: Offset?
}

extension Replica {
    /// Whether a batch of a transaction may be appended at once, or the coordinator must be asked
    /// first (KIP-890).
    ///
    /// The guard goes with ``append(_:batchAt:header:requiredAcks:now:origin:transaction:)``; a
    /// marker that comes between the two makes it void.
    package func transactionCheck(
        producerID: ProducerID, epoch: ProducerEpoch, baseSequence: Int32, now: Timestamp
    ) throws(ReplicaError) -> TransactionCheck {
        try state.withLock { state throws(ReplicaError) in
            try state.checkLeading()
            guard let log = state.log else { throw .log(.outOfService) }
            do throws(LogError) {
                return try log.check(
                    producerID: producerID, epoch: epoch, baseSequence: baseSequence, now: now)
            } catch {
                throw .log(error)
            }
        }
    }

    /// Appends the marker that ends a producer's transaction here.
    ///
    /// With `transactionVersion` 2 its epoch is the one after the transaction's; one that lies in the
    /// log already is not written again, and the answer's end is the log's. Readers of committed
    /// records go on when the high watermark has passed it.
    ///
    /// - Throws: ``ReplicaError``; nothing was appended.
    package func appendMarker(
        _ marker: TransactionMarker, producerID: ProducerID, producerEpoch: ProducerEpoch,
        transactionVersion: Int8, now: Timestamp
    ) throws(ReplicaError) -> AppendedBatch {
        let batch = RecordBatchBuilder.endOfTransaction(
            commits: marker.isCommit, producerID: producerID, producerEpoch: producerEpoch,
            coordinatorEpoch: marker.coordinatorEpoch, timestamp: now.rawValue)
        var buffer = ByteBuffer()
        let header = batch.finish(into: &buffer)
        var bytes = buffer.mutableBytes
        return try append(
            &bytes, batchAt: 0..<bytes.byteCount, header: header, requiredAcks: -1, now: now,
            origin: .coordinator,
            transaction: TransactionalAppend(usesNewProtocol: transactionVersion >= 2))
    }

    /// The producers that the log knows, in order of their ids.
    package func producers() throws(ReplicaError) -> [ProducerDescription] {
        let states = try state.withLock { state throws(ReplicaError) in
            try state.checkLeading()
            return state.log?.producers.producers ?? [:]
        }
        return states.map { ProducerDescription($0, $1) }.sorted { $0.id < $1.id }
    }
}

extension ProducerDescription {
    fileprivate init(_ id: ProducerID, _ state: ProducerState) {
        self.id = id
        epoch = state.epoch
        lastSequence = state.batches.last?.lastSequence ?? -1
        lastTimestamp = state.batches.last?.timestamp ?? state.lastWrite
        coordinatorEpoch = state.coordinatorEpoch
        transactionStart = state.transactionStart
    }
}
