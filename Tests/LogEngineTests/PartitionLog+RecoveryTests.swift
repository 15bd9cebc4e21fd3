import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// log-engine.md 9.5; ST1, ST2, ST6, ST7, ST9, ST10.
@Suite struct PartitionLogRecoveryTests {
    private func filled(_ count: Int = 60) throws -> TestLog {
        let test = try TestLog { $0.segmentBytes = 1200 }
        for _ in 0..<count { try test.append(2) }
        try test.sync()
        return test
    }

    @Test func `a log that was closed in order is there again, with nothing looked through`() throws
    {
        let test = try filled()
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
        let test = try filled()
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
        let test = try filled()
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
        let test = try filled(3)
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
        let test = try filled(3)
        let file = try test.disk.open("orders-0/00000000000000000000.log", .write)
        let size = try file.size()
        try file.truncate(to: size + 5000)
        try test.reopen()
        #expect(try file.size() == size)
        #expect(try test.names().allSatisfy { !$0.hasSuffix(".torn") })
    }

    @Test func `any flipped bit above what was promised ends the log there (ST6, L6)`() throws {
        let test = try filled(6)
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
        let test = try filled(6)
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
        let test = try filled(6)
        let file = try test.disk.open("orders-0/00000000000000000000.log", .write)
        try file.truncate(to: try file.size() / 2)
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(promised: Offset(rawValue: 12)))
        }
        try test.reopen(RecoveryPlan(promised: Offset(rawValue: 6)))
        #expect(test.log.endOffset.rawValue == 6)
    }

    @Test func `segments behind a torn one go, and are kept beside the log`() throws {
        let test = try filled(40)
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

    @Test func `a missing segment is damage below what was promised, the end of the log above`()
        throws
    {
        let test = try filled(40)
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

    @Test func `leftovers of a crash are removed`() throws {
        let test = try filled(3)
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

    @Test func `an empty segment that a failed roll left behind is removed`() throws {
        let test = try filled(3)
        _ = try test.disk.open("orders-0/00000000000000000004.log", .create)
        try test.reopen(RecoveryPlan(promised: Offset(rawValue: 6)))
        #expect(test.log.endOffset.rawValue == 6)
        #expect(try test.names().count { $0.hasSuffix(".log") } == 1)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a damaged log is left as it is, empty segments behind the damage too (ST9)`() throws
    {
        let test = try filled(3)
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

    @Test func `epochs and producers are found again, with or without their files (ST7)`() throws {
        for lost in [[], ["leader-epoch-checkpoint"], [".snapshot"]] {
            let test = try TestLog { $0.segmentBytes = 800 }
            for turn in 0..<30 as Range<Int32> {
                test.epoch = LeaderEpoch(rawValue: turn / 7)
                try test.append(batch: TestBatch(2, producer: 5, sequence: turn * 2))
            }
            let producers = test.log.producers.producers
            let epochs = test.log.epochs
            try test.log.close()
            for name in try test.names() where lost.contains(where: { name.hasSuffix($0) }) {
                try test.disk.remove("orders-0/\(name)")
            }
            try test.reopen()
            #expect(test.log.epochs == epochs)
            let known = try #require(test.log.producers.producers.values.first)
            #expect(known.batches == producers.values.first?.batches)
            #expect(try test.append(batch: TestBatch(2, producer: 5, sequence: 52)).isDuplicate)
        }
    }

    @Test func `a crash between the cut and the epochs' file leaves none beyond the end`() throws {
        let test = try filled(3)
        try test.checkpoint()
        for (epoch, offset) in [(3, 6), (4, 9)] as [(Int32, Int64)] {
            var history = try EpochHistory.load(from: "orders-0", on: test.disk) ?? EpochHistory()
            history.assign(LeaderEpoch(rawValue: epoch), at: Offset(rawValue: offset))
            try history.store(in: "orders-0", on: test.disk)
        }
        try test.reopen()
        // The one at the end is legal: it has no records yet.
        #expect(test.log.epochs.latest?.epoch.rawValue == 3)
        #expect(test.log.epochs.latest?.startOffset.rawValue == 6)
    }

    @Test func `the epochs of an emptied log are the same from whichever recovery point (L5)`()
        throws
    {
        for isTruncated in [false, true] {
            let test = try filled(3)
            let end = test.log.endOffset
            if isTruncated {
                try test.append(2)
                try test.sync()
            }
            try test.log.raiseStart(to: end)
            try test.checkpoint()
            if isTruncated { try test.log.truncate(to: end, now: test.now) }
            let known = test.log.epochs
            let file = try EpochHistory.load(from: "orders-0", on: test.disk)
            #expect(known.entries == [EpochHistory.Entry(epoch: test.epoch, startOffset: end)])
            #expect(file == known)
            for point in [end, .zero, end] {
                try test.reopen(RecoveryPlan(recoveryPoint: point, promised: end, logStart: end))
                #expect(test.log.startOffset..<test.log.endOffset == end..<end)
                #expect(test.log.epochs == known)
                #expect(try EpochHistory.load(from: "orders-0", on: test.disk) == known)
            }
        }
    }

    @Test func `epochs that do not reach down to the start are found in the batches`() throws {
        let test = try TestLog { $0.segmentBytes = 800 }
        for epoch in 0..<3 as Range<Int32> {
            test.epoch = LeaderEpoch(rawValue: epoch)
            for _ in 0..<5 { try test.append(2) }
        }
        try test.sync()
        let known = test.log.epochs
        let end = test.log.endOffset
        // The start was raised, the epochs were written down, and the power went.
        for left in [[], [known.entries[2]]] {
            try test.checkpoint()
            try #require(EpochHistory(left)).store(in: "orders-0", on: test.disk)
            try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
            #expect(test.log.epochs == known)
            #expect(try EpochHistory.load(from: "orders-0", on: test.disk) == known)
        }
    }

    @Test func `a start beyond the end empties the log, which goes on there`() throws {
        let test = try filled(3)
        try test.reopen(RecoveryPlan(logStart: Offset(rawValue: 50)))
        #expect(test.log.startOffset.rawValue == 50)
        #expect(test.log.endOffset.rawValue == 50)
        #expect(try test.append().baseOffset.rawValue == 50)
        try test.reopen(RecoveryPlan(logStart: Offset(rawValue: 50)))
        #expect(test.log.endOffset.rawValue == 51)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a full disk does not keep a log from opening`() throws {
        let test = try filled(20)
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

@Suite struct IdleLogRecoveryTests {
    @Test
    func `after a crash a log that had come to rest is opened without a write or a sync (ST10)`()
        throws
    {
        let test = try TestLog()
        for _ in 0..<30 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        test.disk.refuse(
            Refusal(of: [.write, .create, .truncate, .sync, .syncDirectory], with: .inputOutput))
        try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        #expect(test.log.endOffset == end)
        #expect(test.log.takeSyncWork() == nil)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test(arguments: [false, true])
    func `the damaged snapshot of a log without batches is written anew at once (L5, ST7)`(
        isClean: Bool
    ) throws {
        let test = try TestLog()
        try test.append(2)
        let end = Offset(rawValue: 50)
        try test.reopen(RecoveryPlan(logStart: end))
        try test.log.close()
        let path = ProducerSnapshots(in: "orders-0", on: test.disk).path(at: end)
        let sound = try #require(test.disk.files[path])
        test.disk.corrupt(path) { bytes in bytes[0] ^= 1 }
        try test.reopen(
            RecoveryPlan(isClean: isClean, recoveryPoint: end, promised: end, logStart: end))
        #expect(test.disk.files[path] == sound)
        let names = try test.names()
        try test.reopen(RecoveryPlan(promised: end, logStart: end))
        #expect(try test.names() == names)
        #expect(try test.log.brokenInvariants() == [])
    }
}

/// What a simulation found, each with its own cause.
@Suite struct DamageRecoveryTests {
    private static let first = "orders-0/00000000000000000000.log"

    /// Appends a batch of which a part remains in the file, as where a refused one was not cut off
    /// for good.
    private func leaveJunk(in test: TestLog, _ path: String = first, bytes: Int = 30) throws {
        let file = try test.disk.open(path, .write)
        try file.write([UInt8](repeating: 7, count: bytes), at: try file.size())
    }

    @Test(arguments: [0, 6, 8] as [Int64])
    func `what a refused batch left before the next segment is cut, and nothing else (ST4)`(
        _ point: Int64
    ) throws {
        let test = try TestLog()
        for _ in 0..<3 { try test.append(2) }
        let size = test.log.size
        try test.log.roll()
        try test.append(2)
        try test.sync()
        try test.checkpoint()
        try leaveJunk(in: test)
        try test.reopen(
            RecoveryPlan(recoveryPoint: Offset(rawValue: point), promised: Offset(rawValue: 8)))
        #expect(test.log.endOffset.rawValue == 8)
        #expect(try test.disk.open(Self.first, .read).size() == size)
        #expect(try test.batches() == [0, 2, 4, 6])
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test(arguments: [0, 6, 10] as [Int64])
    func `of a damaged log the rest of a refused batch is not cut either (ST9)`(_ point: Int64)
        throws
    {
        let test = try TestLog()
        for _ in 0..<3 { try test.append(2) }
        try test.log.roll()
        for _ in 0..<2 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        try leaveJunk(in: test)
        test.disk.corrupt("orders-0/00000000000000000006.log") { $0[8] ^= 8 }
        let before = test.disk.files.filter { $0.key.hasSuffix(".log") }
        #expect(throws: LogError.self) {
            try test.reopen(
                RecoveryPlan(recoveryPoint: Offset(rawValue: point), promised: Offset(rawValue: 10))
            )
        }
        #expect(test.disk.files.filter { $0.key.hasSuffix(".log") } == before)
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

    @Test func `what a failed sync left in the cache is on the disk after a restart (ST3)`() throws
    {
        let test = try TestLog(seed: 3)
        try test.append(2)
        try test.sync()
        for _ in 0..<200 { try test.append(2, bytes: 5) }
        let work = try #require(test.log.takeSyncWork())
        test.disk.refuse(Refusal(of: [.sync], with: .inputOutput))
        #expect(throws: Errno.inputOutput) { for file in work.files { try file.sync() } }
        test.disk.heal()
        test.disk.crash(.kill)
        test.disk.restart()
        try test.reopen()
        #expect(test.log.endOffset.rawValue == 402)
        test.disk.crash(.powerLoss)
        test.disk.restart()
        try test.reopen(RecoveryPlan(recoveryPoint: Offset(rawValue: 402)))
        #expect(test.log.endOffset.rawValue == 402)
    }

    @Test
    func `whichever bit of an index is flipped, all is found, by offset and by time (ST7, L4)`()
        throws
    {
        let test = try TestLog { $0.segmentBytes = 1_200 }
        for turn in 0..<20 as Range<Int64> {
            try test.append(2, at: test.now.rawValue + (turn % 3 == 2 ? 0 : turn))
        }
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        for name in try test.names() where name.hasSuffix("index") {
            let path = "orders-0/\(name)"
            let sound = try test.disk.open(path, .read).bytes()
            for bit in 0..<sound.count * 8 {
                test.disk.corrupt(path) { $0 = sound }
                test.disk.corrupt(path) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
                try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
                #expect(try test.log.brokenInvariants() == [], "\(name), bit \(bit)")
                #expect(try test.batches().count == 20)
            }
            test.disk.corrupt(path) { $0 = sound }
        }
    }

    @Test func `an index that was cut at the end of a row is found out (ST7, L4)`() throws {
        // The largest times lie in the middle, at batches that have a row and at some that have none.
        let test = try TestLog { $0.segmentBytes = 2_400 }
        for turn in 0..<40 as Range<Int64> {
            try test.append(2, at: test.now.rawValue + (turn % 7 == 6 ? -turn : turn * (15 - turn)))
        }
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        for name in try test.names() where name.hasSuffix("index") {
            let path = "orders-0/\(name)"
            let sound = try test.disk.open(path, .read).bytes()
            let row = name.hasSuffix("timeindex") ? 12 : 8
            for count in stride(from: 0, to: sound.count, by: row) {
                test.disk.corrupt(path) { $0 = Array(sound.prefix(count)) }
                try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
                #expect(try test.log.brokenInvariants() == [], "\(name), cut to \(count)")
            }
            test.disk.corrupt(path) { $0 = sound }
        }
    }

    @Test func `a flipped bit below the recovery point has nothing cut (ST6, ST9)`() throws {
        let test = try TestLog { $0.segmentBytes = 700 }
        for _ in 0..<12 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        let end = test.log.endOffset
        let path = "orders-0/00000000000000000000.log"
        let sound = try test.disk.open(path, .read).bytes()
        for bit in 0..<sound.count * 8 {
            var damaged = sound
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            test.disk.corrupt(path) { $0 = damaged }
            do throws(LogError) {
                try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
                // Reading trips over it, or gives it away with its checksum; it does not end the broker.
                for offset in 0..<end.rawValue {
                    _ = try? test.log.view().read(
                        from: Offset(rawValue: offset), upTo: end, maxBytes: 1,
                        wholeFirstBatch: true)
                }
            } catch {
                guard case .damaged = error else { throw error }
            }
            #expect(try test.disk.open(path, .read).bytes() == damaged, "bit \(bit)")
        }
        test.disk.corrupt(path) { $0 = sound }
        try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        #expect(try test.batches().count == 12)
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
        try leaveJunk(in: test)
        test.disk.corrupt(Self.first) { $0[size - 1] ^= 1 }
        #expect(throws: LogError.self) {
            try test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        }
    }

    /// The second batch seems to overlap with the third, or the first to be the last of its segment.
    @Test(arguments: [(batch: 1, bit: 0), (batch: 0, bit: 2)])
    func `a flipped bit in a base offset is found in a segment that others follow (ST6)`(
        batch: Int, bit: Int
    ) throws {
        let test = try TestLog { $0.segmentBytes = 600 }
        for _ in 0..<12 { try test.append(2) }
        try test.sync()
        let slice = try test.log.view().read(
            from: .zero, upTo: Offset(rawValue: 2), maxBytes: 1, wholeFirstBatch: true)
        let one = try #require(slice).count
        try #require(try test.names().contains("00000000000000000006.log"))
        test.disk.corrupt("orders-0/00000000000000000000.log") {
            $0[one * batch + 7] ^= 1 << UInt8(bit)
        }
        try test.reopen()
        #expect(test.log.endOffset.rawValue == Int64(batch * 2))
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `whose a log is is written again after a sync that failed (ST3)`(seed: UInt64) throws {
        let test = try TestLog(seed: seed)
        try test.append()
        let work = try #require(test.log.takeSyncWork())
        test.disk.refuse(Refusal(of: [.sync], with: .inputOutput))
        for file in work.files { #expect(throws: Errno.inputOutput) { try file.sync() } }
        test.disk.heal()
        test.disk.crash(.kill)
        test.disk.restart()
        try test.reopen()
        test.disk.crash(.powerLoss)
        test.disk.restart()
        let metadata = try PartitionMetadata.load(from: "orders-0", on: test.disk)
        #expect(metadata?.topicID == Uuid(high: 1, low: 2))
    }
}
