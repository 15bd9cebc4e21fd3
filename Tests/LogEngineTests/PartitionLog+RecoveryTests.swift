import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// Where the log ends after a crash, and what is damage: torn tails, flipped bits (log-engine.md 9.5; ST1,
/// ST2, ST6, ST9, ST10).
@Suite struct PartitionLogRecoveryTests {
    @Test func `a log that was closed in order is there again, with nothing looked through`() throws
    {
        let test = try TestLog.filled()
        let producers = test.log.producers
        let end = test.log.endOffset
        try test.log.close()
        let size = test.log.size
        try test.reopen(RecoveryPlan(isClean: true, recoveryPoint: end, promised: end))
        #expect(test.log.endOffset == end)
        #expect(test.log.recoveryPoint == end)
        #expect(test.log.size == size)
        #expect(test.log.producers == producers)
        #expect(test.log.takeSyncWork() == nil)
        #expect(try test.log.brokenInvariants() == [])
        try test.append()
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test(arguments: [0, 1, 40, 61, 100, 119, 120] as [Int64])
    func `after a crash of the process all is there, from whichever recovery point`(_ point: Int64)
        throws
    {
        let test = try TestLog.filled()
        if point == 61 { try test.checkpoint() }
        try test.reopen(RecoveryPlan(recoveryPoint: Offset(rawValue: point)))
        #expect(test.log.endOffset.rawValue == 120)
        #expect(try test.log.brokenInvariants() == [])
        let once = try test.log.view().offset(
            atOrAfter: Timestamp(rawValue: 0), upTo: test.log.endOffset)
        #expect(once?.offset == .zero)
        // Again: the same (L5).
        try test.reopen(RecoveryPlan(recoveryPoint: Offset(rawValue: point)))
        #expect(test.log.endOffset.rawValue == 120)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `recovery reads only what lies behind the recovery point (ST10)`() throws {
        let test = try TestLog.filled()
        try test.checkpoint()
        #expect(test.log.recoveryPoint.rawValue == 120)
        try test.append(2)
        // A few for each segment: the last row of its index and the batches behind it.
        test.disk.refuse(
            Refusal(of: [.read], with: .inputOutput, passing: 6 * test.log.segmentCount))
        try test.reopen(RecoveryPlan(recoveryPoint: Offset(rawValue: 120)))
        #expect(test.log.endOffset.rawValue == 122)
    }

    @Test func `a torn tail is cut at a batch, and kept beside the log`() throws {
        let test = try TestLog.filled(3)
        let path = "orders-0/00000000000000000000.log"
        let file = try test.disk.open(path, .write)
        let size = try file.size()
        for torn in [20, 60, 61, 100] {
            try test.append(2)
            try file.truncate(to: size + torn)
            try test.reopen(RecoveryPlan(promised: Offset(rawValue: 6)))
            #expect(test.log.endOffset.rawValue == 6)
            #expect(try file.size() == size)
            #expect(try test.disk.open(path + ".torn", .read).size() == torn)
            #expect(try test.log.brokenInvariants() == [])
        }
        #expect(try test.append().baseOffset.rawValue == 6)
    }

    @Test func `zeros behind the batches are cut and not kept`() throws {
        let test = try TestLog.filled(3)
        let file = try test.disk.open("orders-0/00000000000000000000.log", .write)
        let size = try file.size()
        try file.truncate(to: size + 5000)
        try test.reopen()
        #expect(try file.size() == size)
        #expect(try test.names().allSatisfy { !$0.hasSuffix(".torn") })
    }

    @Test func `any flipped bit above what was promised ends the log there (ST6, L6)`() throws {
        let test = try TestLog.filled(6)
        let path = "orders-0/00000000000000000000.log"
        let file = try test.disk.open(path, .write)
        let sound = try file.bytes()
        let one = sound.count / 6
        for byte in stride(from: 0, to: sound.count, by: 7) where !(12..<16 ~= byte % one) {
            try file.truncate(to: 0)
            var bytes = sound
            bytes[byte] ^= 1 << UInt8(byte % 8)
            try file.write(bytes, at: 0)
            try test.reopen()
            #expect(test.log.endOffset.rawValue == Int64(byte / one * 2), "byte \(byte)")
            #expect(try test.log.brokenInvariants() == [])
        }
    }

    @Test func `damage below what was promised is told, and nothing is cut (ST9)`() throws {
        let test = try TestLog.filled(6)
        let path = "orders-0/00000000000000000000.log"
        let file = try test.disk.open(path, .write)
        let one = try file.size() / 6
        var bytes = try file.bytes()
        bytes[one * 3 + 80] ^= 1
        try file.write(bytes, at: 0)
        let promised = Offset(rawValue: 8)
        let damage = LogDamage(
            file: path, position: one * 3, offset: Offset(rawValue: 6), promised: promised)
        #expect(throws: LogError.damaged(damage)) {
            try test.reopen(RecoveryPlan(promised: promised))
        }
        #expect(try file.bytes() == bytes)
        try test.reopen(RecoveryPlan(promised: Offset(rawValue: 6)))
        #expect(test.log.endOffset.rawValue == 6)
    }

    @Test func `a log that is shorter than promised is damaged`() throws {
        let test = try TestLog.filled(6)
        let file = try test.disk.open("orders-0/00000000000000000000.log", .write)
        try file.truncate(to: try file.size() / 2)
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(promised: Offset(rawValue: 12)))
        }
        try test.reopen(RecoveryPlan(promised: Offset(rawValue: 6)))
        #expect(test.log.endOffset.rawValue == 6)
    }

    @Test func `segments behind a torn one go, and are kept beside the log`() throws {
        let test = try TestLog.filled(40)
        let logs = try test.names().filter { $0.hasSuffix(".log") }
        let file = try test.disk.open("orders-0/\(logs[1])", .write)
        try file.truncate(to: try file.size() - 1)
        try test.reopen()
        #expect(test.log.segmentCount == 2)
        #expect(try test.names().count { $0.hasSuffix(".torn") } == logs.count - 1)
        #expect(try test.log.brokenInvariants() == [])
        try test.append()
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `leftovers of a crash are removed`() throws {
        let test = try TestLog.filled(3)
        for name in [
            "00000000000000000007.log.deleted", "00000000000000000099.index",
            "leader-epoch-checkpoint.tmp", "00000000000000000000.log.prefix",
        ] {
            _ = try test.disk.open("orders-0/\(name)", .create)
        }
        try test.reopen()
        let known = Set([
            "00000000000000000000.log", "00000000000000000000.index",
            "00000000000000000000.timeindex", "00000000000000000006.snapshot",
            "leader-epoch-checkpoint", "partition.metadata",
        ])
        #expect(Set(try test.names()).subtracting(known) == [])
    }

    @Test func `a damaged log is left as it is, empty segments behind the damage too (ST9)`() throws
    {
        let test = try TestLog.filled(3)
        try test.log.roll()
        let end = test.log.endOffset
        try test.log.close()
        test.disk.corrupt("orders-0/00000000000000000000.log") { $0[350 + 9] ^= 8 }
        let before = test.disk.files.filter { $0.key.hasSuffix(".log") }
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        }
        let after = test.disk.files.filter { $0.key.hasSuffix(".log") }
        #expect(after == before)
    }

    @Test(arguments: 0..<24)
    func `a log that is cut is not what followed the cut, when the power goes meanwhile`(
        _ changes: Int
    ) throws {
        for seed in 0..<8 as Range<UInt64> {
            let test = try TestLog(seed: seed)
            try test.append(2)
            try test.sync()
            try test.log.roll()
            try test.append(2)
            test.disk.crash(.kill)
            test.disk.restart()
            test.disk.corrupt("orders-0/00000000000000000000.log") { $0[70] ^= 1 }
            test.disk.crash(.powerLoss, after: changes)
            try? test.reopen()
            test.disk.disarm()
            test.disk.restart()
            try test.reopen()
            #expect(test.log.startOffset == .zero)
            #expect(test.log.endOffset == .zero)
        }
    }

    @Test func `a start beyond the end empties the log, which goes on there`() throws {
        let test = try TestLog.filled(3)
        try test.reopen(RecoveryPlan(logStart: Offset(rawValue: 50)))
        #expect(test.log.startOffset.rawValue == 50)
        #expect(test.log.endOffset.rawValue == 50)
        #expect(try test.append().baseOffset.rawValue == 50)
        try test.reopen(RecoveryPlan(logStart: Offset(rawValue: 50)))
        #expect(test.log.endOffset.rawValue == 51)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a full disk does not keep a log from opening`() throws {
        let test = try TestLog.filled(20)
        try test.append(2)
        test.disk.refuse(Refusal(of: [.write, .create, .truncate], with: .noSpace))
        try test.reopen()
        #expect(test.log.endOffset.rawValue == 42)
        #expect(try test.batches().count == 21)
        test.disk.heal()
        try test.append()
        try test.sync()
        try test.checkpoint()
        #expect(test.log.recoveryPoint.rawValue == 43)
        #expect(try test.log.brokenInvariants() == [])
    }
}
