package import KafkaProtocol
import LogEngine
package import Syscalls

/// What can be looked up in a partition (ListOffsets).
package enum OffsetQuery: Sendable {
    case latest
    case earliest
    /// The first record with the largest timestamp.
    case maxTimestamp
    /// The first record that is not older.
    case timestamp(Timestamp)
}

/// An offset that was looked up.
package struct FoundOffset: Sendable, Equatable {
    package let offset: Offset
    /// -1 where the question was not about one.
    package let timestamp: Timestamp
    package let leaderEpoch: LeaderEpoch
}

extension Replica {
    /// Looks up an offset, within what the asker may see; `replicaID` is -1 for consumers.
    ///
    /// A time is looked for in records; for `limit` and `memory` see
    /// ``LogEngine/LogView/offset(atOrAfter:upTo:expandingTo:taking:)``.
    ///
    /// - Returns: nil where no record is such.
    package func offset(
        for query: OffsetQuery, currentLeaderEpoch: LeaderEpoch = .none,
        isolation: ReadRequest.Isolation = .readUncommitted, replicaID: Int32 = -1,
        expandingTo limit: Int = Decompression.largestBatch,
        taking memory: Decompression.Memory = { _ in }
    ) throws(ReplicaError) -> FoundOffset? {
        let ground = try state.withLock { state throws(ReplicaError) in
            try state.checkLeading()
            try state.check(currentLeaderEpoch)
            if replicaID == -1 { try state.checkCaughtUp(query) }
            return LookupGround(
                view: state.log?.view(), epochs: state.log?.epochs, epoch: state.leaderEpoch,
                start: state.startOffset,
                end: replicaID != -1
                    ? state.endOffset
                    : isolation == .readCommitted ? state.lastStableOffset : state.highWatermark)
        }
        do throws(LogError) {
            return try ground.find(query, limit, memory)
        } catch {
            throw .log(error)
        }
    }

    /// Where an epoch ended: the end offset of the largest epoch that is not newer (F-22).
    ///
    /// - Returns: nil where the epoch is newer than any that is known.
    package func endOffset(
        forEpoch epoch: LeaderEpoch, currentLeaderEpoch: LeaderEpoch = .none
    ) throws(ReplicaError) -> EpochEnd? {
        try state.withLock { state throws(ReplicaError) in
            try state.checkLeading()
            try state.check(currentLeaderEpoch)
            return state.epochEnd(of: epoch)
        }
    }
}

/// What a lookup needs to know of the state: taken at one moment.
private struct LookupGround: Sendable {
    let view: LogView?
    let epochs: EpochHistory?
    let epoch: LeaderEpoch
    let start: Offset
    let end: Offset

    func find(
        _ query: OffsetQuery, _ limit: Int, _ memory: Decompression.Memory
    ) throws(LogError) -> FoundOffset? {
        switch query {
        case .latest:
            return FoundOffset(offset: end, timestamp: .none, leaderEpoch: epoch)
        case .earliest:
            return FoundOffset(
                offset: start, timestamp: .none, leaderEpoch: epochs?.epoch(at: start) ?? epoch)
        case .maxTimestamp:
            return try view?.offsetOfMaxTimestamp(
                upTo: end, expandingTo: limit, taking: memory
            ).map { FoundOffset($0) }
        case .timestamp(let time):
            return try view?.offset(
                atOrAfter: time, upTo: end, expandingTo: limit, taking: memory
            ).map { FoundOffset($0) }
        }
    }
}

extension FoundOffset {
    fileprivate init(_ hit: TimedOffset) {
        self.init(offset: hit.offset, timestamp: hit.timestamp, leaderEpoch: hit.leaderEpoch)
    }
}

extension Timestamp {
    /// What the protocol says where there is none.
    package static let none = Timestamp(rawValue: -1)
}

extension Replica.State {
    /// Until the high watermark has reached the epoch's start a latest offset could go back (F-20).
    fileprivate func checkCaughtUp(_ query: OffsetQuery) throws(ReplicaError) {
        guard case .leading(_, let start) = role, highWatermark < start else { return }
        switch query {
        case .latest, .maxTimestamp, .timestamp: throw .offsetNotAvailable
        case .earliest: return
        }
    }
}
