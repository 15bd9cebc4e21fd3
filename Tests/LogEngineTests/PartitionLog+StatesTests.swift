import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// What stands beside the segments, and is found again though its files are gone or bad (ST7, ST10).
@Suite struct PartitionLogStatesTests {
    /// The producers are known up to the recovery point, or up to a snapshot that is younger.
    @Test(arguments: [true, false])
    func `of the segment that holds the recovery point nothing is read before it (ST10)`(
        isTransactional: Bool
    ) throws {
        let test = try TestLog { $0.segmentBytes = 4 << 20 }
        for number in 0..<400 as Range<Int64> {
            try test.append(1, bytes: 5000, at: test.now.rawValue + number)
        }
        try test.sync()
        try test.checkpoint()
        let point = test.log.recoveryPoint
        if isTransactional {
            try test.write(7, sequence: 0)
            try test.end(7, commits: false)
            try test.sync()
            try test.checkpoint()
        }
        try test.append(2, at: test.now.rawValue + 400)
        let told = try test.aborted()
        // Of two million bytes.
        test.disk.refuse(
            Refusal(of: [.read], with: .inputOutput, suffix: ".log", passing: 12))
        try test.reopen(RecoveryPlan(recoveryPoint: point, promised: point))
        test.disk.heal()
        #expect(test.log.endOffset.rawValue == (isTransactional ? 404 : 402))
        #expect(try test.aborted() == told)
        #expect(try test.log.brokenInvariants() == [])
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
        let test = try TestLog.filled(3)
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
            let test = try TestLog.filled(3)
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
