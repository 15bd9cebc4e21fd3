package import Configuration
package import KafkaProtocol
package import Syscalls
package import Telemetry

/// The fetch sessions of a broker, open to all its connections (KIP-227).
///
/// There are at most as many as `max.incremental.fetch.session.cache.slots` says, with a bounded
/// number of partitions in all. When no place is left a new session takes that of one unused for
/// two minutes, or of an older one that is smaller; else it is declined, and the client goes on
/// without.
package final class FetchSessions: Sendable {
    private let slots: Int
    private let partitionLimit: Int
    private let table: Lock<Table>

    /// The time for which a session that was used, or is new, keeps its place (Kafka's
    /// MIN_INCREMENTAL_FETCH_SESSION_EVICTION_MS).
    package static let protectionMs: Int64 = 120_000

    fileprivate struct Table {
        var holdings: [Int32: Holding] = [:]
        var partitionCount = 0 {
            didSet {
                let change = partitionCount - oldValue
                memory?.enter(change * FetchSessions.partitionByteCount, in: .sessions)
            }
        }
        let memory: MemoryLedger?
        var random: any RandomNumberGenerator & Sendable
    }

    /// A session and what decides about its place.
    fileprivate struct Holding {
        let session: FetchSession
        /// Whether a broker fetches by it; consumers never take its place while it is young.
        let isPrivileged: Bool
        let created: Instant
        var lastUsed: Instant
        var size: Int
    }

    /// Room for `slots` sessions with `partitionLimit` partitions in all, entered in `memory`.
    package init(
        slots: Int, partitionLimit: Int, random: any RandomNumberGenerator & Sendable,
        memory: MemoryLedger? = nil
    ) {
        self.slots = slots
        self.partitionLimit = partitionLimit
        table = Lock(Table(memory: memory, random: random))
    }

    /// Room for as many sessions as a broker's configuration says, in an eighth of its memory.
    package convenience init(
        _ configuration: BrokerConfiguration, memory: MemoryLedger,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.init(
            slots: configuration.maxIncrementalFetchSessionCacheSlots,
            partitionLimit: memory.ceiling / 8 / Self.partitionByteCount, random: random,
            memory: memory)
    }

    /// About what a partition takes in a session, with its place in the table of them.
    fileprivate static let partitionByteCount = 192

    /// How many sessions there are.
    package var count: Int { table.withLock { $0.holdings.count } }

    /// What a fetch is about, once its session has had its say.
    package enum Opening {
        case refused(ErrorCode)
        case begun(FetchStep)
    }

    /// A fetch that may be read and answered.
    package struct FetchStep: Sendable {
        /// In the order of service.
        package let targets: [FetchTarget]
        fileprivate let kind: Kind

        fileprivate enum Kind: Sendable {
            case sessionless
            /// The answer opens a session, if there is room.
            case first(namesTopicsByID: Bool, isPrivileged: Bool)
            case later(FetchSession, epoch: Int32)
        }
    }

    /// What the answer says, beside what was read.
    package enum Conclusion: Sendable {
        case refused(ErrorCode)
        /// All partitions are told.
        case whole(sessionID: Int32)
        /// Those with news are told.
        case news(sessionID: Int32, [Bool])
    }

    /// What a request says of its session.
    package struct Claim: Sendable {
        package var id: Int32
        package var epoch: Int32
        package var namesTopicsByID: Bool
        /// Whether a broker asks.
        package var isPrivileged = false
        package var forgotten: [(topic: FetchTopic, partition: Int32)] = []

        package init(id: Int32, epoch: Int32, namesTopicsByID: Bool) {
            self.id = id
            self.epoch = epoch
            self.namesTopicsByID = namesTopicsByID
        }
    }
}

// MARK: - One fetch

extension FetchSessions {
    /// Takes a request: of no session, the first of one, or a later one (FS-1 … FS-6).
    package func open(_ claim: Claim, targets: [FetchTarget], now: Instant) -> Opening {
        guard claim.epoch > 0 else {
            if claim.id != 0 { close(claim.id) }
            guard claim.epoch == 0 else {
                return .begun(FetchStep(targets: targets, kind: .sessionless))
            }
            let kind = FetchStep.Kind.first(
                namesTopicsByID: claim.namesTopicsByID, isPrivileged: claim.isPrivileged)
            return .begun(FetchStep(targets: targets, kind: kind))
        }
        guard let session = table.withLock({ $0.holdings[claim.id]?.session }) else {
            return .refused(.fetchSessionIdNotFound)
        }
        let step = session.advance(
            epoch: claim.epoch, namesTopicsByID: claim.namesTopicsByID, changed: targets,
            forgotten: claim.forgotten)
        switch step {
        case .refused(let error): return .refused(error)
        case .emptied:
            close(claim.id)
            return .begun(FetchStep(targets: targets, kind: .sessionless))
        case .targets(let all):
            guard touch(claim.id, size: all.count, now: now) else {
                return .refused(.fetchSessionIdNotFound)
            }
            return .begun(FetchStep(targets: all, kind: .later(session, epoch: claim.epoch)))
        }
    }

    /// Says how a fetch is answered whose targets were read with these outcomes.
    package func conclude(
        _ step: FetchStep, _ outcomes: [FetchOutcome], now: Instant
    ) -> Conclusion {
        switch step.kind {
        case .sessionless: return .whole(sessionID: 0)
        case .first(let namesTopicsByID, let isPrivileged):
            let id = makeRoom(for: step.targets.count, isPrivileged: isPrivileged, now: now)
            guard let id else { return .whole(sessionID: 0) }
            let session = FetchSession(
                id: id, namesTopicsByID: namesTopicsByID, targets: step.targets,
                outcomes: outcomes)
            let isKept = add(session, isPrivileged: isPrivileged, now: now)
            return .whole(sessionID: isKept ? id : 0)
        case .later(let session, let epoch):
            guard let news = session.conclude(epoch: epoch, step.targets, outcomes) else {
                return .refused(.invalidFetchSessionEpoch)
            }
            return .news(sessionID: session.id, news)
        }
    }

    /// Says how a fetch is answered that is put off: its session stays as it is, and none begins.
    package func putOff(_ step: FetchStep) -> Conclusion {
        guard case .later(let session, let epoch) = step.kind else { return .whole(sessionID: 0) }
        return session.isLast(epoch: epoch)
            ? .whole(sessionID: session.id) : .refused(.invalidFetchSessionEpoch)
    }

    /// Ends a session.
    package func close(_ id: Int32) {
        table.withLock { $0.remove(id) }
    }
}

// MARK: - Places

extension FetchSessions {
    /// Notes that a session was used; one that outgrows the limit is closed.
    private func touch(_ id: Int32, size: Int, now: Instant) -> Bool {
        table.withLock { table in
            guard var holding = table.holdings[id] else { return false }
            table.partitionCount += size - holding.size
            holding.size = size
            holding.lastUsed = now
            table.holdings[id] = holding
            guard table.partitionCount <= partitionLimit else {
                table.remove(id)
                return false
            }
            return true
        }
    }

    /// Finds a place for a new session of that size.
    ///
    /// - Returns: its identifier, or nil where there is no place.
    private func makeRoom(for size: Int, isPrivileged: Bool, now: Instant) -> Int32? {
        table.withLock { table -> Int32? in
            guard size > 0, size <= partitionLimit - table.partitionCount else { return nil }
            if table.holdings.count >= slots {
                guard let id = table.evictable(for: size, isPrivileged: isPrivileged, now: now)
                else { return nil }
                table.remove(id)
            }
            while true {
                let id = Int32.random(in: 1 ... .max, using: &table.random)
                if table.holdings[id] == nil { return id }
            }
        }
    }

    /// Keeps a new session, unless others took the last place since.
    private func add(_ session: FetchSession, isPrivileged: Bool, now: Instant) -> Bool {
        let size = session.count
        return table.withLock { table in
            guard table.holdings.count < slots, table.holdings[session.id] == nil,
                table.partitionCount + size <= partitionLimit
            else { return false }
            table.partitionCount += size
            table.holdings[session.id] = Holding(
                session: session, isPrivileged: isPrivileged, created: now, lastUsed: now,
                size: size)
            return true
        }
    }
}

extension FetchSessions.Table {
    mutating func remove(_ id: Int32) {
        guard let holding = holdings.removeValue(forKey: id) else { return }
        partitionCount -= holding.size
    }

    /// The session that gives its place to a new one, if any does.
    ///
    /// That is the one unused for longest, if it was for two minutes; else the least of those that
    /// may, if the new one is greater. A broker's is greater than a consumer's, then the one with
    /// more partitions is (FS-7).
    func evictable(for size: Int, isPrivileged: Bool, now: Instant) -> Int32? {
        func isOld(_ since: Instant) -> Bool {
            now.milliseconds(since: since) > FetchSessions.protectionMs
        }
        func rank(_ isPrivileged: Bool, _ size: Int) -> (Int, Int) {
            (isPrivileged ? 1 : 0, size)
        }
        if let stalest = holdings.min(by: { $0.value.lastUsed < $1.value.lastUsed }),
            isOld(stalest.value.lastUsed)
        {
            return stalest.key
        }
        let least =
            holdings
            .filter { isOld($0.value.created) || (isPrivileged && !$0.value.isPrivileged) }
            .min {
                rank($0.value.isPrivileged, $0.value.size)
                    < rank($1.value.isPrivileged, $1.value.size)
            }
        guard let least,
            rank(least.value.isPrivileged, least.value.size) < rank(isPrivileged, size)
        else { return nil }
        return least.key
    }
}
