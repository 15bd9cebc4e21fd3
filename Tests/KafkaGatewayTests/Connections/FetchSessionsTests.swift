import KafkaProtocol
import Syscalls
import Testing

@testable import KafkaGateway

/// Fetch sessions, as a client meets them (KIP-227).
@Suite struct FetchSessionsTests {
    let sessions = FetchSessions(
        slots: 3, partitionLimit: 20, random: SystemRandomNumberGenerator())
    let start = Instant(nanoseconds: 1_000_000_000)

    // MARK: - One session

    @Test func `a fetch without a session is whole and leaves nothing behind`() throws {
        let (conclusion, _) = try fetch(0, -1, [target(0), target(1)])
        #expect(conclusion.sessionID == 0)
        #expect(conclusion.told == nil)
        #expect(sessions.count == 0)
    }

    @Test func `the first fetch opens a session, and later ones tell only what is new`() throws {
        let id = try open([target(0), target(1)])
        let (quiet, _) = try fetch(id, 1, [])
        #expect(quiet.sessionID == id)
        #expect(quiet.told == [])

        let (news, targets) = try fetch(id, 2, []) { outcomes in
            outcomes[1].highWatermark = Offset(rawValue: 5)
            outcomes[1].byteCount = 100
        }
        #expect(targets.map(\.partition) == [0, 1])
        #expect(news.told == [1])
    }

    @Test func `a partition that gave records goes to the end of the line`() throws {
        let id = try open([target(0), target(1), target(2)])
        _ = try fetch(id, 1, []) { $0[0].byteCount = 1 }
        let (_, targets) = try fetch(id, 2, [])
        #expect(targets.map(\.partition) == [1, 2, 0])
    }

    @Test func `an error is told until it is over, and the partition once more then`() throws {
        let id = try open([target(0)])
        for epoch in Int32(1)...2 {
            let (answer, _) = try fetch(id, epoch, []) { $0[0].error = .offsetOutOfRange }
            #expect(answer.told == [0])
        }
        #expect(try fetch(id, 3, []).0.told == [0])
        #expect(try fetch(id, 4, []).0.told == [])
    }

    @Test func `a request moves on, adds and forgets partitions`() throws {
        let id = try open([target(0), target(1)])
        let (_, targets) = try fetch(id, 1, [target(1, offset: 7), target(2)], forgotten: [0])
        #expect(targets.map(\.partition) == [1, 2])
        #expect(targets[0].offset == Offset(rawValue: 7))
        let (_, after) = try fetch(id, 2, [target(0)])
        #expect(after.map(\.partition) == [1, 2, 0])
    }

    @Test func `a session without partitions is over`() throws {
        let id = try open([target(0)])
        let (answer, targets) = try fetch(id, 1, [], forgotten: [0])
        #expect(targets.isEmpty)
        #expect(answer.sessionID == 0)
        #expect(refusal(id, 2) == .fetchSessionIdNotFound)
    }

    @Test func `after the largest epoch comes 1`() throws {
        let session = FetchSession(
            id: 1, namesTopicsByID: false, targets: [target(0)], outcomes: [FetchOutcome()])
        for epoch: Int32 in [1, 2] {
            _ = session.advance(
                epoch: epoch, namesTopicsByID: false, changed: [], forgotten: [])
        }
        guard
            case .refused(.invalidFetchSessionEpoch) = session.advance(
                epoch: 1, namesTopicsByID: false, changed: [], forgotten: [])
        else { return #expect(Bool(false), "an old epoch was taken") }
    }

    // MARK: - What is refused

    @Test func `an unknown session, a wrong epoch and another way to name topics are refused`()
        throws
    {
        let id = try open([target(0)])
        #expect(refusal(id &+ 1, 1) == .fetchSessionIdNotFound)
        #expect(refusal(0, 1) == .fetchSessionIdNotFound)
        #expect(refusal(id, 2) == .invalidFetchSessionEpoch)
        #expect(refusal(id, 1, namesTopicsByID: true) == .fetchSessionTopicIdError)
        #expect(try fetch(id, 1, []).0.sessionID == id, "the session lives on")
    }

    @Test func `an answer that was overtaken by the next request is refused`() throws {
        let id = try open([target(0)])
        let first = try begin(id, 1, [])
        _ = try begin(id, 2, [])
        let outcomes = first.targets.map { _ in FetchOutcome() }
        guard case .refused(let error) = sessions.conclude(first, outcomes, now: start) else {
            return #expect(Bool(false), "it was not refused")
        }
        #expect(error == .invalidFetchSessionEpoch)
    }

    @Test func `epoch -1 closes a session, epoch 0 replaces it`() throws {
        let id = try open([target(0)])
        let (answer, _) = try fetch(id, 0, [target(0)])
        #expect(answer.sessionID != 0)
        #expect(answer.sessionID != id)
        #expect(refusal(id, 1) == .fetchSessionIdNotFound)
        _ = try fetch(answer.sessionID, -1, [target(0)])
        #expect(sessions.count == 0)
    }

    // MARK: - Places

    @Test func `without a place a session is declined, until one was unused for two minutes`()
        throws
    {
        let ids = try (0..<3).map { _ in try open([target(0)]) }
        #expect(Set(ids).count == 3)
        #expect(try fetch(0, 0, [target(0)]).0.sessionID == 0)

        let later = start.advanced(byMilliseconds: FetchSessions.protectionMs + 1)
        #expect(try fetch(0, 0, [target(0)], now: later).0.sessionID != 0)
        #expect(sessions.count == 3)
    }

    @Test func `an old session gives its place to a larger one, however much it is used`() throws {
        let ids = try (0..<3).map { _ in try open([target(0)]) }
        let later = start.advanced(byMilliseconds: FetchSessions.protectionMs + 1)
        for id in ids { _ = try fetch(id, 1, [], now: later) }
        #expect(try fetch(0, 0, [target(0)], now: later).0.sessionID == 0, "one as large")
        #expect(try fetch(0, 0, [target(0), target(1)], now: later).0.sessionID != 0)
    }

    @Test func `there are never more partitions than the limit allows`() throws {
        let many = (0..<18).map { target(Int32($0)) }
        let id = try open(many)
        #expect(try fetch(0, 0, [target(0), target(1), target(2)]).0.sessionID == 0)
        let more = (18..<30).map { target(Int32($0)) }
        #expect(refusal(id, 1, more) == .fetchSessionIdNotFound)
        #expect(try open([target(0)]) != 0)
    }
}

// MARK: - A client

extension FetchSessionsTests {
    /// What a client reads of an answer.
    struct Answer {
        let sessionID: Int32
        /// The partitions that are told; nil for all.
        let told: [Int32]?
    }

    func target(_ partition: Int32, offset: Int64 = 0) -> FetchTarget {
        FetchTarget(
            topic: .name("t"), partition: partition, offset: Offset(rawValue: offset),
            maxBytes: 1000)
    }

    func claim(
        _ id: Int32, _ epoch: Int32, forgotten: [Int32] = [], namesTopicsByID: Bool = false
    ) -> FetchSessions.Claim {
        var claim = FetchSessions.Claim(id: id, epoch: epoch, namesTopicsByID: namesTopicsByID)
        claim.forgotten = forgotten.map { (.name("t"), $0) }
        return claim
    }

    func begin(
        _ id: Int32, _ epoch: Int32, _ targets: [FetchTarget], forgotten: [Int32] = [],
        now: Instant? = nil
    ) throws -> FetchSessions.FetchStep {
        let opening = sessions.open(
            claim(id, epoch, forgotten: forgotten), targets: targets, now: now ?? start)
        guard case .begun(let step) = opening else { throw Refused() }
        return step
    }

    struct Refused: Error {}

    func refusal(
        _ id: Int32, _ epoch: Int32, _ targets: [FetchTarget] = [], namesTopicsByID: Bool = false
    ) -> ErrorCode? {
        let opening = sessions.open(
            claim(id, epoch, namesTopicsByID: namesTopicsByID), targets: targets, now: start)
        guard case .refused(let error) = opening else { return nil }
        return error
    }

    /// A fetch whose partitions are read with these outcomes, and how it is answered.
    func fetch(
        _ id: Int32, _ epoch: Int32, _ targets: [FetchTarget], forgotten: [Int32] = [],
        now: Instant? = nil, outcomes change: (inout [FetchOutcome]) -> Void = { _ in }
    ) throws -> (Answer, [FetchTarget]) {
        let step = try begin(id, epoch, targets, forgotten: forgotten, now: now)
        var outcomes = step.targets.map { _ in
            var outcome = FetchOutcome()
            outcome.highWatermark = .zero
            return outcome
        }
        change(&outcomes)
        switch sessions.conclude(step, outcomes, now: now ?? start) {
        case .refused: throw Refused()
        case .whole(let id): return (Answer(sessionID: id, told: nil), step.targets)
        case .news(let id, let news):
            let told = zip(step.targets, news).filter(\.1).map(\.0.partition)
            return (Answer(sessionID: id, told: told), step.targets)
        }
    }

    func open(_ targets: [FetchTarget]) throws -> Int32 {
        try fetch(0, 0, targets).0.sessionID
    }
}
