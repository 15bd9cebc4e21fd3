import Cluster
import KafkaProtocol
import LogEngine

/// One reading of all partitions that a fetch is about, in the order of service.
struct FetchReading {
    /// What each partition gave.
    private(set) var parts: [Part] = []
    /// How many bytes of records there are over all partitions.
    private(set) var byteCount = 0
    /// Whether the answer must not wait: an error, or a log that has parted from ours (F-4).
    private(set) var isUrgent = false

    struct Part {
        var error = ErrorCode.none
        /// Where the partition was read.
        var replica: Replica?
        var result = ReadResult()

        var byteCount: Int { result.slice?.count ?? 0 }
    }

    /// What bounds a reading, beside each partition's own limit.
    struct Limits {
        let maxBytes: Int
        let isolation: ReadRequest.Isolation
        let replicaID: Int32

        /// Whether a consumer asks that leaves out what was aborted.
        var seesCommittedOnly: Bool { replicaID == -1 && isolation == .readCommitted }
    }

    /// Reads until the budget is used; the first batch of all goes out whole, however large (F-1).
    init(_ targets: [FetchTarget], _ limits: Limits, in loop: LoopContext) {
        parts.reserveCapacity(targets.count)
        var topic: (name: FetchTopic, found: Result<TopicImage, UnknownTopic>)?
        for target in targets {
            if topic?.name != target.topic { topic = (target.topic, loop.find(target.topic)) }
            var part = Part()
            switch topic?.found {
            case .success(let image): read(target, of: image, limits, into: &part, in: loop)
            case .failure(let unknown): part.error = unknown.code
            case nil: break
            }
            byteCount += part.byteCount
            isUrgent =
                isUrgent || part.error != .none || part.result.divergingEpoch != nil
            parts.append(part)
        }
    }

    private func read(
        _ target: FetchTarget, of topic: TopicImage, _ limits: Limits, into part: inout Part,
        in loop: LoopContext
    ) {
        switch loop.route(topic, target.partition) {
        case .refused(let error): part.error = error
        case .here(let replica):
            var request = ReadRequest()
            request.currentLeaderEpoch = target.currentLeaderEpoch
            request.lastFetchedEpoch = target.lastFetchedEpoch
            request.isolation = limits.isolation
            request.maxBytes = min(
                max(Int(target.maxBytes), 0), max(limits.maxBytes - byteCount, 0))
            request.wholeFirstBatch = byteCount == 0
            request.replicaID = limits.replicaID
            let result = replica.read(at: target.offset, request)
            part.replica = replica
            if let error = result.error {
                part.error = error.code
            } else {
                part.result = result
            }
        }
    }
}

extension FetchReading {
    /// What the session must know of each partition.
    var outcomes: [FetchOutcome] {
        parts.map { part in
            var outcome = FetchOutcome()
            outcome.error = part.error
            outcome.highWatermark = part.result.highWatermark
            outcome.logStartOffset = part.result.logStartOffset
            outcome.byteCount = part.byteCount
            outcome.isDiverging = part.result.divergingEpoch != nil
            return outcome
        }
    }

    /// Has the loop told when there is more than was read: of committed records, when a transaction
    /// has ended.
    ///
    /// - Returns: false where there is more already.
    func watch(_ limits: Limits, in loop: LoopContext) -> Bool {
        for part in parts {
            guard let replica = part.replica else { continue }
            let waits =
                limits.seesCommittedOnly
                ? replica.watch(
                    stableBefore: part.result.lastStableOffset.advanced(by: 1), tell: loop.mailbox)
                : replica.watch(
                    before: part.result.highWatermark.advanced(by: 1), tell: loop.mailbox)
            guard waits else { return false }
        }
        return true
    }
}
