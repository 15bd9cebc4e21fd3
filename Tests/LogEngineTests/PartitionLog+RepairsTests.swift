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

    /// Three batches that are on the disk, below the recovery point.
    private static func settled(seed: UInt64) throws -> TestLog {
        let test = try TestLog(seed: seed)
        for _ in 0..<3 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        return test
    }

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
            let test = try Self.settled(seed: seed)
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
            let test = try Self.settled(seed: seed)
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
            let test = try Self.settled(seed: 1)
            let size = test.log.size
            try test.append(2)
            test.disk.corrupt(Self.first) { $0[size] = 7 }
            let torn = try #require(test.disk.files[Self.first]).dropFirst(size)
            try Self.reopen(test, killedAfter: changes)
            #expect(test.disk.files[Self.first + ".torn"] == Array(torn), "after \(changes)")
        }
    }

    @Test func `an empty segment does not have one that goes on beyond it taken for sound (ST6)`()
        throws
    {
        let test = try Self.settled(seed: 1)
        _ = try test.disk.open("orders-0/00000000000000000004.log", .create)
        try test.append(2)
        test.disk.corrupt(Self.first) { $0[$0.count - 1] ^= 1 }
        try test.reopen(
            RecoveryPlan(recoveryPoint: Offset(rawValue: 6), promised: Offset(rawValue: 6)))
        #expect(test.log.endOffset.rawValue == 6)
        #expect(try test.batches() == [0, 2, 4])
        #expect(try test.names().count { $0.hasSuffix(".log") } == 1)
    }

    @Test(arguments: [true, false])
    func `an empty segment hides no damage in the one before it (ST6, ST9)`(isClean: Bool) throws {
        for bit in [8, 20, 40] {
            let test = try Self.settled(seed: 1)
            try test.log.roll()
            try test.sync()
            let end = test.log.endOffset
            let last = test.log.size * 2 / 3
            try test.log.close()
            test.disk.corrupt(Self.first) { $0[last + 7 - bit / 8] ^= 1 << UInt8(bit % 8) }
            #expect(throws: LogError.self, "bit \(bit)") {
                try test.reopen(
                    RecoveryPlan(isClean: isClean, recoveryPoint: end, promised: end))
            }
        }
    }

    /// What lay in it lies in no other; a segment that was never used has no index.
    @Test(arguments: [0, 4, 6], [true, false])
    func `an emptied segment is no hole that compaction has left (ST6, ST9)`(
        emptied: Int, isClean: Bool
    ) throws {
        let test = try TestLog { $0.cleanupPolicy = .compact }
        for _ in 0..<4 {
            try test.append(2)
            if test.log.endOffset.rawValue != 2 { try test.log.roll() }
        }
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        try test.log.close()
        test.disk.corrupt("orders-0/0000000000000000000\(emptied).log") { $0 = [] }
        let before = test.disk.files.filter { $0.key.hasSuffix(".log") }
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(isClean: isClean, recoveryPoint: end, promised: end))
        }
        #expect(test.disk.files.filter { $0.key.hasSuffix(".log") } == before)
    }

    @Test func `an emptied segment behind a hole, or before an empty one, is found too`() throws {
        for (gone, empty) in [(4, nil), (nil, 5)] as [(Int?, Int?)] {
            let test = try TestLog { $0.cleanupPolicy = .compact }
            for _ in 0..<5 {
                try test.append(2)
                try test.log.roll()
            }
            try test.sync()
            try test.checkpoint()
            let end = test.log.endOffset
            let emptied = gone == nil ? 4 : 6
            test.disk.corrupt("orders-0/0000000000000000000\(emptied).log") { $0 = [] }
            for kind in ["log", "index", "timeindex"] {
                guard let gone else { continue }
                try test.disk.remove("orders-0/0000000000000000000\(gone).\(kind)")
            }
            if let empty {
                _ = try test.disk.open("orders-0/0000000000000000000\(empty).log", .create)
            }
            #expect(throws: LogError.self) {
                try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
            }
        }
    }

    @Test func `an empty segment that is taken out is not kept open`() throws {
        let test = try TestLog { $0.cleanupPolicy = .compact }
        for _ in 0..<3 {
            try test.append(2)
            try test.log.roll()
        }
        try test.append(2)
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        // Kafka's compaction has left a hole, and two rolls have failed.
        for kind in ["log", "index", "timeindex"] {
            try test.disk.remove("orders-0/00000000000000000002.\(kind)")
            try test.disk.remove("orders-0/00000000000000000004.\(kind)")
        }
        for base in [2, 3] {
            _ = try test.disk.open("orders-0/0000000000000000000\(base).log", .create)
        }
        let files = OpenFiles(on: test.disk)
        let log = try PartitionLog(
            opening: "orders-0", in: files, configuration: test.configuration,
            recovery: RecoveryPlan(recoveryPoint: end, promised: end), now: test.now)
        #expect(log.startOffset.rawValue == 0 && log.endOffset == end)
        let logs = try test.names().filter { $0.hasSuffix(".log") }
        #expect(logs == ["00000000000000000000.log", "00000000000000000006.log"])
        #expect(files.count <= 2)
        #expect(try log.brokenInvariants() == [])
    }
}
