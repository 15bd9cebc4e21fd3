package import KafkaProtocol
package import LogEngine
import Syscalls

/// What a fetch asks of a partition.
package struct ReadRequest: Sendable {
    /// The epoch that the asker knows; -1 where it knows none.
    package var currentLeaderEpoch = LeaderEpoch.none
    /// The epoch of the record before the asked offset; -1 where the asker does not tell.
    package var lastFetchedEpoch = LeaderEpoch.none
    package var isolation = Isolation.readUncommitted
    package var maxBytes = Int(Int32.max)
    /// Whether a first batch that is larger than ``maxBytes`` is given all the same.
    package var wholeFirstBatch = true
    /// The broker that asks; -1 for consumers, -2 for one that looks at all there is.
    package var replicaID: Int32 = -1

    package init() {}

    /// Which records a consumer wants to see.
    package enum Isolation: Int8, Sendable {
        case readUncommitted = 0
        case readCommitted = 1
    }
}

/// What a partition answers to a fetch.
package struct ReadResult: Sendable {
    package var highWatermark = Offset.none
    package var lastStableOffset = Offset.none
    package var logStartOffset = Offset.none
    /// The batches, still in their file; nil for none.
    package var slice: FileSlice?
    /// Of the transactions that the batches belong to, those that were aborted; for readers of
    /// committed records only.
    package var aborted: [AbortedTransaction] = []
    /// Where the asker's log parts from ours (F-10); then there are no batches.
    package var divergingEpoch: EpochEnd?
    package var error: ReplicaError?

    package init() {}
}

/// An epoch and the offset after its last record.
package struct EpochEnd: Sendable, Equatable {
    package let epoch: LeaderEpoch
    package let endOffset: Offset

    package init(epoch: LeaderEpoch, endOffset: Offset) {
        self.epoch = epoch
        self.endOffset = endOffset
    }
}

extension Replica {
    /// Reads batches from `offset` on, up to what the asker may see.
    ///
    /// Under the lock only a view of the log is taken; looking for the batches comes after.
    package func read(at offset: Offset, _ request: ReadRequest) -> ReadResult {
        var result = ReadResult()
        do throws(ReplicaError) {
            let glance = try state.withLock { state throws(ReplicaError) in
                try state.glance(for: request, at: offset)
            }
            result.highWatermark = glance.highWatermark
            result.lastStableOffset = glance.lastStableOffset
            result.logStartOffset = glance.startOffset
            result.divergingEpoch = glance.divergingEpoch
            guard glance.divergingEpoch == nil else { return result }
            guard let slice = try slice(at: offset, request, glance) else { return result }
            result.slice = slice.batches
            if request.seesCommittedOnly {
                result.aborted = try aborted(from: offset, upTo: slice.end, in: glance)
            }
        } catch {
            result.error = error
        }
        return result
    }

    /// What a read needs to know of the state: taken at one moment.
    fileprivate struct Glance: Sendable {
        var highWatermark: Offset
        var lastStableOffset: Offset
        var startOffset: Offset
        var endOffset: Offset
        var divergingEpoch: EpochEnd?
        /// Nil for a log that has no record yet.
        var view: LogView?
    }

    private func slice(
        at offset: Offset, _ request: ReadRequest, _ glance: Glance
    ) throws(ReplicaError) -> (batches: FileSlice, end: Offset)? {
        guard offset >= glance.startOffset, offset <= glance.endOffset else {
            throw .log(.outOfRange(offset, available: glance.startOffset..<glance.endOffset))
        }
        let end = request.end(glance)
        guard offset < end, let view = glance.view else { return nil }
        do throws(LogError) {
            return try view.slice(
                from: offset, upTo: end, maxBytes: request.maxBytes,
                wholeFirstBatch: request.wholeFirstBatch)
        } catch {
            if error.isFinal { fail(error) }
            throw .log(error)
        }
    }

    /// The transactions that were aborted, of those with batches in what is given.
    private func aborted(
        from offset: Offset, upTo end: Offset, in glance: Glance
    ) throws(ReplicaError) -> [AbortedTransaction] {
        guard let view = glance.view else { return [] }
        do throws(LogError) {
            return try view.aborted(from: offset, upTo: end)
        } catch {
            if error.isFinal { fail(error) }
            throw .log(error)
        }
    }
}

extension ReadRequest {
    /// Whether it is a consumer's that leaves out what was aborted.
    fileprivate var seesCommittedOnly: Bool { replicaID == -1 && isolation == .readCommitted }

    /// The offset before which the asker may see records.
    fileprivate func end(_ glance: Replica.Glance) -> Offset {
        switch (replicaID, isolation) {
        case (-1, .readUncommitted): glance.highWatermark
        case (-1, .readCommitted): glance.lastStableOffset
        default: glance.endOffset
        }
    }
}

extension Replica.State {
    fileprivate func glance(
        for request: ReadRequest, at offset: Offset
    ) throws(ReplicaError) -> Replica.Glance {
        try checkLeading()
        try check(request.currentLeaderEpoch)
        return Replica.Glance(
            highWatermark: highWatermark, lastStableOffset: lastStableOffset,
            startOffset: startOffset, endOffset: endOffset,
            divergingEpoch: try divergence(of: request, at: offset), view: log?.view())
    }

    /// Where the asker's log parts from ours; nil where it does not.
    private func divergence(
        of request: ReadRequest, at offset: Offset
    ) throws(ReplicaError) -> EpochEnd? {
        guard request.lastFetchedEpoch.rawValue >= 0 else { return nil }
        guard let end = epochEnd(of: request.lastFetchedEpoch) else {
            throw .unknownLastFetchedEpoch
        }
        guard offset >= startOffset else {
            throw .log(.outOfRange(offset, available: startOffset..<endOffset))
        }
        return end.epoch < request.lastFetchedEpoch || end.endOffset < offset ? end : nil
    }

    /// The end of the largest epoch that is not newer; the epoch in force counts as known.
    func epochEnd(of epoch: LeaderEpoch) -> EpochEnd? {
        guard epoch.rawValue >= 0, epoch <= leaderEpoch else { return nil }
        if epoch == leaderEpoch { return EpochEnd(epoch: epoch, endOffset: endOffset) }
        guard let log else { return EpochEnd(epoch: epoch, endOffset: .zero) }
        return log.epochs.endOffset(for: epoch, logEnd: endOffset).map {
            EpochEnd(epoch: $0.epoch, endOffset: $0.startOffset)
        }
    }
}
