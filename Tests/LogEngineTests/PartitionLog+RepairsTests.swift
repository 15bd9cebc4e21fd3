import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

/// What a start cuts off and takes out; the start may be interrupted, and the power may go later
/// (ST1, ST2, L5).
@Suite struct PartitionLogRepairsTests {
    private static let first = "orders-0/00000000000000000000.log"

    /// Opens the log after a kill; that start is killed in its turn, after so many changes.
    private static func reopen(_ test: TestLog, killedAfter changes: Int) throws {
        let point = Offset(rawValue: 6)
        test.disk.crash(.kill)
        test.disk.restart()
        test.disk.crash(.kill, after: changes)
        try? test.reopen(RecoveryPlan(recoveryPoint: point, promised: point))
        test.disk.crash(.kill)
        test.disk.restart()
        try test.reopen(RecoveryPlan(recoveryPoint: point, promised: point))
        #expect(test.log.endOffset == point)
    }

    /// Puts all on the disk, lets the power go, and opens the log.
    private static func reopenAfterPowerLoss(
        _ test: TestLog, hasCheckpoint: Bool = true
    ) throws {
        try test.sync()
        if hasCheckpoint { try test.checkpoint() }
        let plan = RecoveryPlan(
            recoveryPoint: test.log.recoveryPoint, promised: test.log.endOffset)
        test.disk.crash(.powerLoss)
        test.disk.restart()
        try test.reopen(plan)
        #expect(test.log.endOffset == plan.promised)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func `a torn tail whose cut was interrupted does not come back behind what follows (ST2)`(
        _ seed: UInt64
    ) throws {
        for changes in 0..<8 {
            let test = try TestLog.settled(seed: seed)
            try test.append(2)
            test.disk.corrupt(Self.first) { $0[$0.count - 1] ^= 1 }
            try Self.reopen(test, killedAfter: changes)
            try test.log.roll()
            try test.append(2)
            try Self.reopenAfterPowerLoss(test)
            #expect(try test.batches() == [0, 2, 4, 6])
        }
    }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func `a segment whose removal was interrupted does not come back among what follows (ST2)`(
        _ seed: UInt64
    ) throws {
        for changes in 0..<8 {
            let test = try TestLog.settled(seed: seed)
            let size = test.log.size
            try test.append(2)
            try test.log.roll()
            try test.append(2)
            try test.sync()
            // What lay before it is lost, whole.
            test.disk.corrupt(Self.first) { $0.removeLast($0.count - size) }
            try Self.reopen(test, killedAfter: changes)
            try test.append(3)
            try Self.reopenAfterPowerLoss(test, hasCheckpoint: false)
            #expect(try test.batches() == [0, 2, 4, 6])
        }
    }

    @Test func `what was cut off stays beside the log, however often the start is killed (ST9)`()
        throws
    {
        for changes in 0..<8 {
            let test = try TestLog.settled()
            let size = test.log.size
            try test.append(2)
            test.disk.corrupt(Self.first) { $0[size] = 7 }
            let torn = try #require(test.disk.files[Self.first]).dropFirst(size)
            try Self.reopen(test, killedAfter: changes)
            #expect(test.disk.files[Self.first + ".torn"] == Array(torn), "after \(changes)")
        }
    }
}
