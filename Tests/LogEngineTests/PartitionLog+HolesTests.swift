import Bytes
import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

/// Which segments are none, and which are missing (ST6, ST9).
@Suite struct PartitionLogHolesTests {
    private static let first = "orders-0/00000000000000000000.log"

    @Test func `a missing segment is damage below what was promised, the end of the log above`()
        throws
    {
        let test = try TestLog.filled(40)
        let logs = try test.names().filter { $0.hasSuffix(".log") }
        let gone = try #require(SegmentName.parse(logs[2])).baseOffset
        try test.disk.remove("orders-0/\(logs[2])")
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(recoveryPoint: gone, promised: test.log.endOffset))
        }
        #expect(throws: LogError.self) {
            try test.reopen(
                RecoveryPlan(
                    isClean: true, recoveryPoint: test.log.endOffset, promised: test.log.endOffset))
        }
        try test.reopen(RecoveryPlan(recoveryPoint: gone, promised: gone))
        #expect(test.log.endOffset == gone)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `an empty segment that a failed roll left behind is removed`() throws {
        let test = try TestLog.filled(3)
        _ = try test.disk.open("orders-0/00000000000000000004.log", .create)
        try test.reopen(RecoveryPlan(promised: Offset(rawValue: 6)))
        #expect(test.log.endOffset.rawValue == 6)
        #expect(try test.names().count { $0.hasSuffix(".log") } == 1)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `an unused segment before all others is no hole`() throws {
        let test = try TestLog { $0.segmentBytes = 400 }
        for _ in 0..<10 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        try test.log.raiseStart(to: Offset(rawValue: 10))
        try test.log.applyRetention(now: test.now, highWatermark: test.log.endOffset)
        let start = try #require(try test.batches().first)
        _ = try test.disk.open("orders-0/0000000000000000000\(start - 1).log", .create)
        let plan = RecoveryPlan(
            recoveryPoint: test.log.recoveryPoint, promised: test.log.endOffset,
            logStart: Offset(rawValue: start))
        try test.reopen(plan)
        #expect(test.log.startOffset.rawValue == start)
        #expect(test.log.endOffset.rawValue == 20)
    }

    /// A bit of a length, of the format, or of the last batch's last offset.
    @Test(arguments: [
        (batch: 1, byte: 10), (batch: 2, byte: 8), (batch: 1, byte: 16), (batch: 2, byte: 26),
    ])
    func `what is damaged is no hole that compaction has left (ST6, ST9)`(
        batch: Int, byte: Int
    ) throws {
        let test = try TestLog {
            $0.cleanupPolicy = .compact
            $0.indexIntervalBytes = 1 << 20
        }
        for _ in 0..<3 { try test.append(2) }
        let one = test.log.size / 3
        try test.log.roll()
        try test.append(2)
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        test.disk.corrupt(Self.first) { $0[one * batch + byte] ^= 1 }
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        }
    }

    @Test func `a last batch that is damaged before a refused one is no hole either (ST6, ST9)`()
        throws
    {
        let test = try TestLog { $0.cleanupPolicy = .compact }
        for _ in 0..<3 { try test.append(2) }
        let size = test.log.size
        try test.log.roll()
        try test.append(2)
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        try test.leaveJunk(behind: Self.first)
        test.disk.corrupt(Self.first) { $0[size - 1] ^= 1 }
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        }
    }

    @Test func `an empty segment does not have one that goes on beyond it taken for sound (ST6)`()
        throws
    {
        let test = try TestLog.settled()
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
            let test = try TestLog.settled()
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
