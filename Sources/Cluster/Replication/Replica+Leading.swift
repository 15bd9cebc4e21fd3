import Configuration
package import KafkaProtocol
package import LogEngine
package import Syscalls

/// A batch that was appended.
package struct AppendedBatch: Sendable, Equatable {
    /// The offset of the batch's first record.
    package let baseOffset: Offset
    /// The offset after its last record: acks=all is answered when the high watermark is there.
    package let end: Offset
    /// The epoch in which it was appended.
    package let leaderEpoch: LeaderEpoch
    /// The time of the append, where the topic stamps records with it.
    package let logAppendTime: Timestamp?
    package let logStartOffset: Offset
    /// Whether acks=all may be answered as soon as it is written: the topic does not wait for disks.
    package let isCommittedOnceWritten: Bool
}

extension Replica {
    /// Appends the batch that lies in `frame` at `range`, patching its offset and epoch in place.
    ///
    /// On return it is in the page cache, and a sync is under way; with `strom.durability=async` one
    /// comes in a while. Where `requiredAcks` is -1 it is refused while too few brokers are in sync.
    ///
    /// - Throws: ``ReplicaError``; nothing was appended.
    package func append(
        _ frame: inout MutableRawSpan, batchAt range: Range<Int>, header: RecordBatchHeader,
        requiredAcks: Int16, now: Timestamp, origin: AppendOrigin = .client,
        transaction: TransactionalAppend? = nil
    ) throws(ReplicaError) -> AppendedBatch {
        let (appended, loops, sync) = try state.withLock { state throws(ReplicaError) in
            let appended = try state.lead(
                &frame, batchAt: range, header: header, requiredAcks: requiredAcks, now: now,
                origin: origin, transaction: transaction)
            return (appended, state.advance(), state.takeSyncRequest())
        }
        request(sync)
        tell(loops)
        return appended
    }

    /// As ``append(_:batchAt:header:requiredAcks:now:origin:transaction:)``; the caller has it synced,
    /// and where `mayHold` is true written as well, before it tells of the batch: ``settle()``.
    package func appendUnsynced(
        _ frame: inout MutableRawSpan, batchAt range: Range<Int>, header: RecordBatchHeader,
        requiredAcks: Int16, now: Timestamp, origin: AppendOrigin = .client,
        transaction: TransactionalAppend? = nil, mayHold: Bool = false
    ) throws(ReplicaError) -> AppendedBatch {
        let (appended, loops) = try state.withLock { state throws(ReplicaError) in
            let appended = try state.lead(
                &frame, batchAt: range, header: header, requiredAcks: requiredAcks, now: now,
                origin: origin, transaction: transaction, mayHold: mayHold)
            return (appended, state.advance())
        }
        tell(loops)
        return appended
    }

    /// Writes what was appended and is in no file yet, has it synced, and tells who waits for it.
    ///
    /// - Throws: ``ReplicaError/log(_:)``: of what was appended since the last call, what was not told
    ///   of yet may never be.
    package func settle() throws(ReplicaError) {
        let (loops, sync, failure) = state.withLock { state in
            let failure = state.writeHeld()
            return (
                state.isOnline ? state.advance() : state.takeWatchers(), state.takeSyncRequest(),
                failure
            )
        }
        request(sync)
        tell(loops)
        if let failure { throw .log(failure) }
    }
}

extension Replica.State {
    fileprivate mutating func lead(
        _ frame: inout MutableRawSpan, batchAt range: Range<Int>, header: RecordBatchHeader,
        requiredAcks: Int16, now: Timestamp, origin: AppendOrigin,
        transaction: TransactionalAppend?, mayHold: Bool = false
    ) throws(ReplicaError) -> AppendedBatch {
        try checkLeading()
        guard requiredAcks != -1 || isrCount >= minInsyncReplicas else {
            throw .notEnoughReplicas
        }
        guard let log else { throw .log(.outOfService) }
        do throws(LogError) {
            let appended = try log.append(
                &frame, batchAt: range, header: header, leaderEpoch: leaderEpoch, now: now,
                origin: origin, transaction: transaction, mayHold: mayHold)
            isFull = false
            return AppendedBatch(
                baseOffset: appended.baseOffset, end: appended.end, leaderEpoch: leaderEpoch,
                logAppendTime: appended.logAppendTime, logStartOffset: log.startOffset,
                isCommittedOnceWritten: configuration.durability == .async
                    && isrCount >= minInsyncReplicas)
        } catch {
            note(error)
            throw .log(error)
        }
    }

    /// Writes what the log holds.
    ///
    /// - Returns: why it did not go.
    fileprivate mutating func writeHeld() -> LogError? {
        do throws(LogError) {
            try log?.writeHeld()
            return nil
        } catch {
            note(error)
            return error
        }
    }

    /// What an error means for what is to come.
    ///
    /// A full disk is a state that ends by itself (ST4): the next append tries again. A disk that
    /// fails takes the log out of service. A refused batch changes nothing.
    mutating func note(_ error: LogError) {
        if error == .full { isFull = true }
        if error.isFinal { service = .failed(error) }
    }
}
