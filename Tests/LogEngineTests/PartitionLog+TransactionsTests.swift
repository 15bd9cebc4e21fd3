import Configuration
import KafkaProtocol
import Syscalls
import Testing

@testable import LogEngine

@Suite struct PartitionLogTransactionsTests {
    private static func check(
        _ test: TestLog, _ producer: Int64, epoch: Int16 = 0, sequence: Int32 = 0
    ) throws(LogError) -> TransactionCheck {
        try test.log.check(
            producerID: ProducerID(rawValue: producer), epoch: ProducerEpoch(rawValue: epoch),
            baseSequence: sequence, now: test.now)
    }

    /// The guard that a first batch gets.
    private static func verify(
        _ test: TestLog, _ producer: Int64, epoch: Int16 = 0, sequence: Int32 = 0,
        usesNewProtocol: Bool = false
    ) throws -> TransactionalAppend {
        guard
            case .verify(let verificationGuard) = try check(
                test, producer, epoch: epoch, sequence: sequence)
        else { throw Unexpected() }
        return TransactionalAppend(
            verificationGuard: verificationGuard, usesNewProtocol: usesNewProtocol)
    }

    struct Unexpected: Error {}

    private static func unverified(_ producer: Int64) -> LogError {
        .producer(.unverified(ProducerID(rawValue: producer)))
    }

    // MARK: Guards (KIP-890)

    @Test func `Only the first batch of a transaction needs a guard`() throws {
        let test = try TestLog()
        #expect(throws: Self.unverified(7)) {
            try test.write(7, sequence: 0, transaction: .init())
        }
        try test.write(7, sequence: 0, transaction: Self.verify(test, 7))
        #expect(try Self.check(test, 7, sequence: 1) == .open)
        try test.write(7, sequence: 1, transaction: .init())
        try test.end(7, commits: true)
        #expect(throws: Self.unverified(7)) {
            try test.write(7, sequence: 2, transaction: .init())
        }
        try test.write(7, sequence: 2, transaction: Self.verify(test, 7, sequence: 2))
        #expect(test.log.endOffset.rawValue == 4)
    }

    /// Jepsen's torn transaction (KAFKA-17754), at the log: the coordinator has said yes, then it
    /// ends the transaction, and then the batch arrives, which would begin another that nobody ends.
    @Test(arguments: [true, false])
    func `A marker between the question and the append voids the guard`(commits: Bool) throws {
        let test = try TestLog()
        let late = try Self.verify(test, 7)
        try test.end(7, commits: commits)
        #expect(throws: Self.unverified(7)) {
            try test.write(7, sequence: 0, transaction: late)
        }
        // Nor does it hold for the next transaction, whose batches have a guard of their own.
        let next = try Self.verify(test, 7)
        #expect(next != late)
        #expect(throws: Self.unverified(7)) {
            try test.write(7, sequence: 0, transaction: late)
        }
        try test.write(7, sequence: 0, transaction: next)
        #expect(test.stable == 1)
        try test.end(7, commits: commits)
        #expect(test.stable == 3)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `The batch that comes late once its transaction was written and ended is refused`()
        throws
    {
        let test = try TestLog()
        let both = try Self.verify(test, 7)
        #expect(try Self.verify(test, 7, sequence: 1) == both, "they wait together")
        try test.write(7, sequence: 0, transaction: both)
        try test.end(7, commits: true)
        #expect(throws: Self.unverified(7)) {
            try test.write(7, sequence: 1, transaction: both)
        }
        #expect(test.stable == 2)
    }

    @Test func `A guard is its producer's alone, and holds for one log`() throws {
        let test = try TestLog()
        let seven = try Self.verify(test, 7)
        let eight = try Self.verify(test, 8)
        #expect(seven != eight)
        #expect(throws: Self.unverified(8)) {
            try test.write(8, sequence: 0, transaction: seven)
        }
        try test.append(3)
        try test.sync()
        try test.log.truncate(to: Offset(rawValue: 1), now: test.now)
        #expect(throws: Self.unverified(8), "what lay here may have been another leader's") {
            try test.write(8, sequence: 0, transaction: eight)
        }
    }

    @Test func `Batches that wait together do not overtake one another`() throws {
        let test = try TestLog()
        let waiting = try Self.verify(test, 7, sequence: 0)
        _ = try Self.check(test, 7, sequence: 5)
        let error = LogError.producer(
            .outOfOrderSequence(ProducerID(rawValue: 7), expected: 0, found: 5))
        #expect(throws: error) { try test.write(7, sequence: 5, transaction: waiting) }
        try test.write(7, sequence: 0, transaction: waiting)
    }

    @Test func `By the newer protocol an unknown producer begins with 0 (I-4)`() throws {
        let test = try TestLog()
        let new = try Self.verify(test, 7, sequence: 5, usesNewProtocol: true)
        let error = LogError.producer(
            .outOfOrderSequence(ProducerID(rawValue: 7), expected: 0, found: 5))
        #expect(throws: error) { try test.write(7, sequence: 5, transaction: new) }
        let old = try Self.verify(test, 8, sequence: 5)
        try test.write(8, sequence: 5, transaction: old)
    }

    @Test func `A late epoch is told before the coordinator is asked (I-6)`() throws {
        let test = try TestLog()
        try test.write(7, epoch: 3, sequence: 0)
        let error = LogError.producer(
            .staleEpoch(
                ProducerID(rawValue: 7), current: ProducerEpoch(rawValue: 3),
                found: ProducerEpoch(rawValue: 2)))
        #expect(throws: error) { try Self.check(test, 7, epoch: 2) }
        guard case .verify = try Self.check(test, 7, epoch: 4) else {
            Issue.record("what is open belongs to the epoch before")
            return
        }
    }

    @Test func `Guards are forgotten with time, and bounded in number`() throws {
        let test = try TestLog()
        let old = try Self.verify(test, 7)
        test.now = Timestamp(rawValue: test.now.rawValue + 1000)
        test.log.expireProducers(after: 1000, now: test.now)
        #expect(throws: Self.unverified(7)) {
            try test.write(7, sequence: 0, transaction: old)
        }
        for producer in 0..<Int64(Verifications.limit + 100) {
            _ = try Self.check(test, producer + 1000)
        }
        #expect(test.log.verifications.count <= Verifications.limit)
    }

    // MARK: Markers (T-12)

    @Test func `A marker takes one offset, whether there was a transaction or not`() throws {
        let test = try TestLog()
        #expect(try test.end(7, commits: false).end.rawValue == 1)
        try test.write(7, sequence: 0)
        #expect(try test.end(7, commits: false).baseOffset.rawValue == 2)
        #expect(try test.aborted() == [[7, 1, 2]])
    }

    @Test
    func `Stale coordinators and producers are refused, by the newer protocol equal ones too`()
        throws
    {
        let test = try TestLog()
        let id = ProducerID(rawValue: 7)
        func stale(_ current: Int16, _ found: Int16) -> LogError {
            .producer(
                .staleEpoch(
                    id, current: ProducerEpoch(rawValue: current),
                    found: ProducerEpoch(rawValue: found)))
        }
        try test.end(7, epoch: 1, commits: false, coordinatorEpoch: 5)
        #expect(throws: LogError.producer(.staleCoordinator(current: 5, found: 4))) {
            try test.end(7, epoch: 1, commits: false, coordinatorEpoch: 4)
        }
        #expect(throws: stale(1, 0)) {
            try test.end(7, epoch: 0, commits: false, coordinatorEpoch: 5)
        }
        try test.write(7, epoch: 1, sequence: 0)
        #expect(throws: stale(1, 1)) {
            try test.end(
                7, epoch: 1, commits: true, coordinatorEpoch: 5, usesNewProtocol: true)
        }
        let marker = try test.end(
            7, epoch: 2, commits: true, coordinatorEpoch: 5, usesNewProtocol: true)
        let again = try test.end(
            7, epoch: 2, commits: true, coordinatorEpoch: 5, usesNewProtocol: true)
        #expect(again.isDuplicate)
        #expect(again.end == marker.end, "it lies there already")
        #expect(test.log.endOffset == marker.end)
    }

    @Test func `A follower takes what its leader took`() throws {
        let leader = try TestLog()
        try leader.write(7, sequence: 0)
        try leader.end(7, commits: false)
        let follower = try TestLog()
        let view = leader.log.view()
        let slice = try #require(
            try view.read(
                from: .zero, upTo: view.endOffset, maxBytes: 1 << 20, wholeFirstBatch: true))
        for header in try headers(of: slice) {
            let position = header.baseOffset == .zero ? 0 : slice.count - header.byteCount
            var bytes = try slice.file.bytes(in: position..<position + header.byteCount)
            var span = bytes.mutableSpan
            var raw = unsafe span.mutableBytes
            _ = try follower.log.append(
                &raw, batchAt: 0..<raw.byteCount, header: header, leaderEpoch: .none,
                now: follower.now, origin: .replication)
        }
        #expect(try follower.aborted() == leader.aborted())
        #expect(follower.log.producers.producers.keys == leader.log.producers.producers.keys)
        #expect(try follower.log.brokenInvariants() == [])
    }

    // MARK: The last stable offset (T-13)

    @Test func `It is the first offset of what is open, or whose marker is not committed`() throws {
        let test = try TestLog()
        try test.append(2)
        try test.write(7, sequence: 0)
        try test.write(8, sequence: 0)
        try test.append(1)
        func stable(at highWatermark: Int64) -> Int64 {
            test.log.lastStableOffset(highWatermark: Offset(rawValue: highWatermark)).rawValue
        }
        #expect([0, 2, 3, 5].map(stable) == [0, 2, 2, 2])
        try test.end(8, commits: true)
        #expect(stable(at: 6) == 2)
        try test.end(7, commits: false)
        #expect(stable(at: 6) == 2, "the marker at 6 is not below the high watermark")
        #expect(stable(at: 7) == 7)
        test.log.advanced(highWatermark: Offset(rawValue: 7))
        #expect(test.log.producers.ended == [])
    }

    @Test func `What was deleted is not waited for`() throws {
        let test = try TestLog()
        try test.write(7, sequence: 0)
        try test.append(3)
        try test.log.raiseStart(to: Offset(rawValue: 2))
        #expect(test.stable == 2)
    }
}
