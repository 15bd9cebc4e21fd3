import KafkaProtocol
import Syscalls

/// What the broker remembers between the fetches of one client: which partitions it reads, how far
/// it is, and what it was told last (KIP-227).
///
/// Any connection may use it; a lock of its own holds its state.
final class FetchSession: Sendable {
    let id: Int32
    /// Whether its requests name topics by identifier; it stays so.
    let namesTopicsByID: Bool
    private let state: Lock<State>

    /// A session that has just answered its first fetch: the next has the epoch 1.
    init(
        id: Int32, namesTopicsByID: Bool, targets: [FetchTarget], outcomes: [FetchOutcome]
    ) {
        self.id = id
        self.namesTopicsByID = namesTopicsByID
        var first = State()
        for (target, outcome) in zip(targets, outcomes) {
            first.set(target)
            first.tell(outcome, at: target)
        }
        state = Lock(first)
    }

    /// How many partitions it remembers.
    var count: Int { state.withLock { $0.places.count } }

    /// What a request of the session is about.
    enum Step {
        case refused(ErrorCode)
        /// No partition is left: the session is over.
        case emptied
        /// All its partitions, in the order of service.
        case targets([FetchTarget])
    }

    /// Takes the next request: its changes first, then all partitions are read.
    func advance(
        epoch: Int32, namesTopicsByID: Bool, changed: [FetchTarget],
        forgotten: [(topic: FetchTopic, partition: Int32)]
    ) -> Step {
        state.withLock { state in
            guard epoch == state.epoch else { return .refused(.invalidFetchSessionEpoch) }
            guard namesTopicsByID == self.namesTopicsByID else {
                return .refused(.fetchSessionTopicIdError)
            }
            for target in changed { state.set(target) }
            for (topic, partition) in forgotten { state.remove(topic, partition) }
            guard !state.places.isEmpty else { return .emptied }
            state.epoch = Self.epoch(after: epoch)
            return .targets(state.ordered())
        }
    }

    /// Notes what the request of `epoch` is answered, and says which partitions have news.
    ///
    /// A partition that gave records goes to the end of the line, so that all take turns.
    ///
    /// - Returns: whether each of `targets` has news; nil where another request has come since.
    func conclude(
        epoch: Int32, _ targets: [FetchTarget], _ outcomes: [FetchOutcome]
    ) -> [Bool]? {
        state.withLock { state -> [Bool]? in
            guard state.epoch == Self.epoch(after: epoch) else { return nil }
            return zip(targets, outcomes).map { target, outcome in
                let isNews = state.tell(outcome, at: target)
                if outcome.byteCount > 0 { state.moveToEnd(target) }
                return isNews
            }
        }
    }

    /// Whether no request has come since that of `epoch`.
    func isLast(epoch: Int32) -> Bool {
        state.withLock { $0.epoch == Self.epoch(after: epoch) }
    }

    /// After 2147483647 comes 1: 0 begins a session.
    private static func epoch(after epoch: Int32) -> Int32 {
        epoch == .max ? 1 : epoch + 1
    }
}

extension FetchSession {
    /// The partitions in the order of service, as a ring of entries that point to each other.
    fileprivate struct State {
        var epoch: Int32 = 1
        /// The first entry is the ring's seam and holds no partition.
        var entries = [Entry()]
        var places: [Key: Int] = [:]
        var free: [Int] = []
    }

    fileprivate struct Key: Hashable {
        let topic: FetchTopic
        let partition: Int32
    }

    fileprivate struct Entry {
        var target: FetchTarget?
        var highWatermark = Offset(rawValue: -1)
        var logStartOffset = Offset(rawValue: -1)
        var next = 0
        var previous = 0
    }
}

extension FetchSession.State {
    /// Adds a partition at the end, or moves on one that is there where it stands.
    mutating func set(_ target: FetchTarget) {
        let key = FetchSession.Key(topic: target.topic, partition: target.partition)
        if let place = places[key] {
            entries[place].target = target
            return
        }
        let place = free.popLast() ?? entries.count
        if place == entries.count { entries.append(.init()) }
        entries[place] = .init(target: target)
        places[key] = place
        link(place)
    }

    mutating func remove(_ topic: FetchTopic, _ partition: Int32) {
        guard let place = places.removeValue(forKey: .init(topic: topic, partition: partition))
        else { return }
        unlink(place)
        entries[place].target = nil
        free.append(place)
    }

    /// All partitions, each with its place.
    func ordered() -> [FetchTarget] {
        var targets: [FetchTarget] = []
        targets.reserveCapacity(places.count)
        var place = entries[0].next
        while place != 0 {
            if var target = entries[place].target {
                target.place = place
                targets.append(target)
            }
            place = entries[place].next
        }
        return targets
    }

    /// Notes what the client is told of a partition, and says whether it has to be told.
    ///
    /// After an error, and after a diverging epoch, the next answer tells the partition again.
    @discardableResult
    mutating func tell(_ outcome: FetchOutcome, at target: FetchTarget) -> Bool {
        guard let place = place(of: target) else { return true }
        let hasFailed = outcome.error != .none || outcome.isDiverging
        let isNews =
            hasFailed || outcome.byteCount > 0
            || outcome.highWatermark != entries[place].highWatermark
            || outcome.logStartOffset != entries[place].logStartOffset
        entries[place].highWatermark =
            hasFailed ? Offset(rawValue: -1) : outcome.highWatermark
        entries[place].logStartOffset = outcome.logStartOffset
        return isNews
    }

    mutating func moveToEnd(_ target: FetchTarget) {
        guard let place = place(of: target) else { return }
        unlink(place)
        link(place)
    }

    private func place(of target: FetchTarget) -> Int? {
        target.place > 0
            ? target.place : places[.init(topic: target.topic, partition: target.partition)]
    }

    /// Puts an entry before the seam: at the end.
    private mutating func link(_ place: Int) {
        let last = entries[0].previous
        entries[place].previous = last
        entries[place].next = 0
        entries[last].next = place
        entries[0].previous = place
    }

    private mutating func unlink(_ place: Int) {
        let (previous, next) = (entries[place].previous, entries[place].next)
        entries[previous].next = next
        entries[next].previous = previous
    }
}
