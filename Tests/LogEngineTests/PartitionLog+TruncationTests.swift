import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// log-engine.md 1.5.4, 9.6.
@Suite struct PartitionLogTruncationTests {
    private func filled() throws -> TestLog {
        let test = try TestLog { $0.segmentBytes = 700 }
        for turn in 0..<30 as Range<Int32> {
            test.epoch = LeaderEpoch(rawValue: turn / 8)
            try test.append(batch: TestBatch(2, producer: 5, sequence: turn * 2))
        }
        return test
    }

    @Test(arguments: 0...60 as ClosedRange<Int64>)
    func `all from an offset on goes; a batch that holds it goes as a whole`(_ offset: Int64) throws
    {
        let test = try filled()
        try test.log.truncate(to: Offset(rawValue: offset), now: test.now)
        #expect(test.log.endOffset.rawValue == offset / 2 * 2)
        #expect(offset == 60 || test.log.takeSyncWork() == nil)
        #expect(try test.log.brokenInvariants() == [])
        #expect(test.log.epochs.entries.allSatisfy { $0.startOffset.rawValue < max(offset, 1) })
        let sequence = Int32(offset / 2 * 2)
        if sequence > 0 {
            #expect(
                try test.append(batch: TestBatch(2, producer: 5, sequence: sequence - 2))
                    .isDuplicate)
        }
        #expect(
            try test.append(batch: TestBatch(2, producer: 5, sequence: sequence)).baseOffset
                .rawValue
                == offset / 2 * 2)
        try test.reopen()
        #expect(test.log.endOffset.rawValue == offset / 2 * 2 + 2)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `below the start, all goes, and the log is empty there`() throws {
        let test = try filled()
        try test.log.raiseStart(to: Offset(rawValue: 20))
        try test.log.truncate(to: Offset(rawValue: 10), now: test.now)
        #expect(test.log.startOffset.rawValue == 10)
        #expect(test.log.endOffset.rawValue == 10)
        #expect(try test.append().baseOffset.rawValue == 10)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `who reads what a second cut takes goes on reading it`() throws {
        let test = try filled()
        let end = test.log.endOffset
        let slice = try #require(
            try test.log.view().read(
                from: .zero, upTo: end, maxBytes: 1 << 20, wholeFirstBatch: true))
        let before = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        try test.log.truncate(to: end.advanced(by: -2), now: test.now)
        try test.log.truncate(to: Offset(rawValue: 2), now: test.now)
        for _ in 0..<5 { try test.append(3) }
        let after = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        #expect(after == before)
    }

    @Test func `who reads what is cut goes on reading it`() throws {
        let test = try filled()
        let view = test.log.view()
        let slice = try #require(
            try view.read(
                from: .zero, upTo: view.endOffset, maxBytes: 1 << 20, wholeFirstBatch: true))
        let before = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        try test.log.truncate(to: Offset(rawValue: 1), now: test.now)
        for _ in 0..<20 { try test.append(3) }
        #expect(try slice.file.bytes(in: slice.offset..<slice.offset + slice.count) == before)
        for offset in 0..<60 as Range<Int64> {
            let old = try #require(
                try view.read(
                    from: Offset(rawValue: offset), upTo: view.endOffset, maxBytes: 1,
                    wholeFirstBatch: true))
            let header = try #require(try headers(of: old).first)
            #expect(header.baseOffset.rawValue == offset / 2 * 2)
            #expect(header.lastOffsetDelta == 1)
        }
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `work that was taken before a truncation says nothing any more`() throws {
        let test = try filled()
        let work = try #require(test.log.takeSyncWork())
        try test.log.truncate(to: Offset(rawValue: 10), now: test.now)
        #expect(test.log.synced(work) == false)
        #expect(test.log.recoveryPoint.rawValue == 10)
    }

    // MARK: Interrupted

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a cut that a killed process left undone in part does not come undone (L2)`(
        _ seed: UInt64
    ) throws {
        let test = try TestLog(seed: seed)
        for _ in 0..<4 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        try test.append(4, bytes: 120)
        let point = test.log.recoveryPoint(beforeTruncationTo: end)
        // The cut is seen by all; that it goes to the disk is prevented.
        test.disk.refuse(Refusal(of: [.sync], with: .inputOutput, suffix: ".log", passing: 1))
        #expect(throws: LogError.disk(.inputOutput)) {
            try test.log.truncate(to: end, now: test.now)
        }
        test.disk.heal()
        let plan = RecoveryPlan(recoveryPoint: point, promised: end)
        try test.reopen(plan)
        #expect(test.log.endOffset == end)
        test.disk.crash(.powerLoss)
        test.disk.restart()
        try test.reopen(plan)
        #expect(test.log.endOffset == end)
    }

    @Test func `what a full disk has no room for is looked for at the next start`() throws {
        let test = try TestLog()
        try test.write(7, sequence: 0)
        try test.end(7, commits: false)
        try test.sync()
        let point = test.log.recoveryPoint
        try test.append(1)
        test.disk.refuse(Refusal(of: [.create], with: .noSpace, suffix: ".txnindex"))
        try test.log.truncate(to: Offset(rawValue: 2), now: test.now)
        #expect(test.log.recoveryPoint == point)
        test.disk.heal()
        test.disk.crash(.powerLoss)
        test.disk.restart()
        try test.reopen(RecoveryPlan(recoveryPoint: test.log.recoveryPoint))
        #expect(try test.aborted() == [[7, 0, 1]])
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a closed segment that is written to again keeps its aborted transactions`(
        _ seed: UInt64
    ) throws {
        let test = try TestLog(seed: seed)
        try test.write(7, sequence: 0)
        try test.end(7, commits: false)
        try test.sync()
        try test.checkpoint()
        try test.write(7, sequence: 1)
        try test.end(7, commits: false)
        try test.append(1)
        try test.log.roll()
        try test.append(1)
        try test.sync()
        // The second row of its index was written, and no checkpoint has synced it.
        try test.log.truncate(to: Offset(rawValue: 4), now: test.now)
        let plan = RecoveryPlan(recoveryPoint: test.log.recoveryPoint)
        test.disk.crash(.powerLoss)
        test.disk.restart()
        try test.reopen(plan)
        #expect(try test.aborted() == [[7, 0, 1], [7, 2, 3]])
    }

    @Test func `an epoch without records ends where the next begins`() throws {
        let test = try TestLog()
        test.log.assignEpoch(LeaderEpoch(rawValue: 1))
        test.log.assignEpoch(LeaderEpoch(rawValue: 2))
        test.epoch = LeaderEpoch(rawValue: 2)
        try test.append(3)
        test.log.assignEpoch(LeaderEpoch(rawValue: 5))
        let end = test.log.endOffset
        let known = test.log.epochs
        #expect(known.endOffset(for: LeaderEpoch(rawValue: 1), logEnd: end)?.startOffset == .zero)
        #expect(known.endOffset(for: LeaderEpoch(rawValue: 4), logEnd: end)?.startOffset == end)
        #expect(known.endOffset(for: LeaderEpoch(rawValue: 5), logEnd: end)?.startOffset == end)
        #expect(known.endOffset(for: LeaderEpoch(rawValue: 6), logEnd: end) == nil)
    }
}
