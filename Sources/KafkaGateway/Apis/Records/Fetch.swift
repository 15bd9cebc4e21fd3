import Cluster
import Configuration
package import KafkaMessages
package import KafkaProtocol
import LogEngine
import Syscalls
import Telemetry

/// Fetch (key 1): reads record batches, as they lie in the log.
///
/// - v4: read_committed; the first batch whole, however large (KIP-74)
/// - v7: sessions (KIP-227)
/// - v9, v12: leader epochs; a log that has parted from ours (KIP-320, KIP-595)
/// - v13: topics by id (KIP-516)
/// - v16: who leads instead (KIP-951)
package enum Fetch: Api {
    package static let key = ApiKey.fetch
    package static let versions: ClosedRange<Int16> = 4...18

    package static func begin(
        _ request: FetchRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        let count = request.topics.reduce(0) { $0 + $1.partitions.count }
        guard context.hasRoom(for: count, each: 800) else { return .close }
        let opening = context.loop.sessions.open(
            claim(request, version: context.version),
            targets: targets(request, version: context.version), now: context.loop.now)
        switch opening {
        case .refused(let error):
            return .reply(refusal(error, in: context))
        case .begun(let step):
            guard context.throttleMs == 0 else { return .reply(putOff(step, in: context)) }
            var pending = Pending(request, step, in: context)
            return pending.finish(in: context.loop).map(Outcome.reply) ?? .wait(pending)
        }
    }

    private static func targets(_ request: FetchRequest, version: Int16) -> [FetchTarget] {
        var targets: [FetchTarget] = []
        targets.reserveCapacity(request.topics.reduce(0) { $0 + $1.partitions.count })
        for asked in request.topics {
            let topic = version >= 13 ? FetchTopic.id(asked.topicId) : .name(asked.topic)
            for partition in asked.partitions {
                var target = FetchTarget(
                    topic: topic, partition: partition.partition,
                    offset: Offset(rawValue: partition.fetchOffset),
                    maxBytes: partition.partitionMaxBytes)
                target.currentLeaderEpoch = LeaderEpoch(rawValue: partition.currentLeaderEpoch)
                target.lastFetchedEpoch = LeaderEpoch(rawValue: partition.lastFetchedEpoch)
                targets.append(target)
            }
        }
        return targets
    }

    private static func claim(_ request: FetchRequest, version: Int16) -> FetchSessions.Claim {
        var claim = FetchSessions.Claim(
            id: request.sessionId, epoch: request.sessionEpoch, namesTopicsByID: version >= 13)
        claim.isPrivileged = replicaID(request, version: version) >= 0
        claim.forgotten = request.forgottenTopicsData.flatMap { forgotten in
            forgotten.partitions.map { partition in
                (version >= 13 ? .id(forgotten.topicId) : .name(forgotten.topic), partition)
            }
        }
        return claim
    }

    /// The broker that asks; -1 for a consumer.
    private static func replicaID(_ request: FetchRequest, version: Int16) -> Int32 {
        version >= 15 ? request.replicaState.replicaId : request.replicaId
    }

    /// The answer to a client that must wait: no records, and its session as it was.
    private static func putOff(
        _ step: FetchSessions.FetchStep, in context: RequestContext
    ) -> Reply {
        var response = FetchResponse()
        switch context.loop.sessions.putOff(step) {
        case .refused(let error): response.errorCode = error.rawValue
        case .whole(let id), .news(let id, _): response.sessionId = id
        }
        return context.reply(response)
    }

    private static func refusal(_ error: ErrorCode, in context: RequestContext) -> Reply {
        var response = FetchResponse()
        response.errorCode = error.rawValue
        return context.reply(response)
    }
}

// MARK: - Reading, and waiting for more

extension Fetch {
    /// A fetch that is answered as soon as there is enough to read, or its time is up.
    struct Pending: Waiting {
        let deadline: Instant
        private(set) var watched: [ObjectIdentifier] = []
        private var context: RequestContext
        private let quota: ClientQuota?
        private let step: FetchSessions.FetchStep
        private let limits: FetchReading.Limits
        private let minBytes: Int

        init(_ request: FetchRequest, _ step: FetchSessions.FetchStep, in context: RequestContext) {
            deadline = context.loop.now.advanced(byMilliseconds: Int64(max(request.maxWaitMs, 0)))
            let replicaID = Fetch.replicaID(request, version: context.version)
            quota = replicaID < 0 ? context.quota(.consumerByteRate) : nil
            let maxBytes = min(
                max(Int(request.maxBytes), 0), context.loop.configuration.fetchMaxBytes,
                quota.map(context.loop.quotas.burst) ?? .max)
            minBytes = min(Int(request.minBytes), maxBytes)
            limits = FetchReading.Limits(
                maxBytes: maxBytes,
                isolation: .init(rawValue: request.isolationLevel) ?? .readUncommitted,
                replicaID: replicaID)
            self.context = context
            self.step = step
        }

        var account: MemoryAccount { .fetches }

        var keptByteCount: Int { step.targets.count * Self.targetByteCount }

        /// About what a partition takes while its Fetch waits.
        private static let targetByteCount = 256

        mutating func finish(in loop: LoopContext) -> Reply? {
            while true {
                let reading = FetchReading(step.targets, limits, in: loop)
                let isDue =
                    reading.isUrgent || reading.byteCount >= minBytes || reading.parts.isEmpty
                    || loop.now >= deadline
                guard !isDue else { return answer(reading, in: loop) }
                guard reading.watch(limits, in: loop) else { continue }
                watched = reading.parts.compactMap { $0.replica.map(ObjectIdentifier.init) }
                return nil
            }
        }

        private mutating func answer(_ reading: FetchReading, in loop: LoopContext) -> Reply {
            guard mayTake(reading.byteCount, in: loop) else {
                return Fetch.putOff(step, in: context)
            }
            let conclusion = loop.sessions.conclude(step, reading.outcomes, now: loop.now)
            var answer = FetchAnswer(context)
            switch conclusion {
            case .refused(let error): return Fetch.refusal(error, in: context)
            case .whole(let id):
                answer.response.sessionId = id
                for (target, part) in zip(step.targets, reading.parts) {
                    answer.add(part, of: target, limits)
                }
            case .news(let id, let news):
                answer.response.sessionId = id
                for (index, isNews) in news.enumerated() where isNews {
                    answer.add(reading.parts[index], of: step.targets[index], limits)
                }
            }
            return context.reply(answer.response, slices: answer.slices)
        }

        /// Counts the records that the client is to be given.
        ///
        /// - Returns: false where it has to wait first.
        private mutating func mayTake(_ byteCount: Int, in loop: LoopContext) -> Bool {
            guard let quota else { return true }
            let (isTaken, delay) = loop.quotas.take(byteCount, of: quota, now: loop.now)
            context.throttle(delay)
            return isTaken
        }
    }
}

extension FetchResponse.Responses.Partitions.AbortedTransactions {
    fileprivate init(_ transaction: AbortedTransaction) {
        self.init()
        producerId = transaction.producerID.rawValue
        firstOffset = transaction.firstOffset.rawValue
    }
}

/// The answer to a fetch while it is put together.
private struct FetchAnswer {
    var response = FetchResponse()
    /// The records of the partitions, in their order.
    private(set) var slices: [FileSlice] = []
    private let context: RequestContext
    private var topic: FetchTopic?

    init(_ context: RequestContext) {
        self.context = context
    }

    mutating func add(
        _ part: FetchReading.Part, of target: FetchTarget, _ limits: FetchReading.Limits
    ) {
        if topic != target.topic { begin(target.topic) }
        var entry = FetchResponse.Responses.Partitions()
        entry.partitionIndex = target.partition
        entry.errorCode = part.error.rawValue
        entry.highWatermark = part.result.highWatermark.rawValue
        entry.lastStableOffset = part.result.lastStableOffset.rawValue
        entry.logStartOffset = part.result.logStartOffset.rawValue
        // Null for readers of all that is there (F-7).
        entry.abortedTransactions =
            limits.isolation == .readCommitted ? part.result.aborted.map { .init($0) } : nil
        if let end = part.result.divergingEpoch {
            entry.divergingEpoch.epoch = end.epoch.rawValue
            entry.divergingEpoch.endOffset = end.endOffset.rawValue
        }
        entry.records = .empty
        if let slice = part.result.slice, slice.count > 0 {
            entry.records = .spliced(byteCount: slice.count)
            slices.append(slice)
        }
        if context.version >= 16,
            let leader = context.leader(
                after: part.error, target.topic, target.partition)
        {
            entry.currentLeader.leaderId = leader.id
            entry.currentLeader.leaderEpoch = leader.epoch.rawValue
            tellAddress(of: leader.id)
        }
        response.responses[response.responses.count - 1].partitions.append(entry)
    }

    private mutating func begin(_ topic: FetchTopic) {
        self.topic = topic
        var entry = FetchResponse.Responses()
        switch topic {
        case .name(let name): entry.topic = name
        case .id(let id): entry.topicId = id
        }
        response.responses.append(entry)
    }

    private mutating func tellAddress(of leader: Int32) {
        guard !response.nodeEndpoints.contains(where: { $0.nodeId == leader }),
            let broker = context.image.brokers[leader], let address = context.address(of: broker)
        else { return }
        var endpoint = FetchResponse.NodeEndpoints()
        endpoint.nodeId = address.id
        endpoint.host = address.host
        endpoint.port = address.port
        endpoint.rack = address.rack
        response.nodeEndpoints.append(endpoint)
    }
}
