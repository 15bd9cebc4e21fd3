import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

struct CompactionTests {
    // MARK: Values and spans (A-26, F-24)

    @Test func `The last value of each key stays at its offset, in batches that span what is gone`()
        throws
    {
        let world = try CompactionWorld()
        try world.put("a1 b1 c1 d1")
        try world.put("a2 b2")
        try world.put("a3 e1")
        try world.roll()
        try world.put("z1")
        #expect(try world.compact())
        #expect(try world.shown() == "2:c1 3:d1 5:b2 6:a3 7:e1 8:z1")
        #expect(try world.spans() == [[0, 3, 2], [4, 5, 1], [6, 7, 2], [8, 8, 1]])
        #expect(try world.test.log.brokenInvariants() == [])
        let next = try world.put("f1")
        #expect(next.baseOffset.rawValue == 9)
    }

    @Test(arguments: Codec.allCases)
    func `Compression, timestamps and headers of records stay`(codec: Codec) throws {
        let world = try CompactionWorld()
        let time = world.test.now.rawValue
        try world.put("x1 a1", codec: codec, at: [time - 100, time - 200])
        try world.put("x2", codec: codec)
        try world.roll()
        try world.compact()
        #expect(try world.shown() == "1:a1 2:x2")
        let header = try #require(try world.headers().first)
        #expect(header.compression == codec)
        #expect(header.maxTimestamp == time - 200)
        var timestamps: [Int64] = []
        var headers = 0
        try world.forEachBatch { batch in
            let base = batch.header.baseTimestamp
            try batch.forEachRecord { record in
                timestamps.append(base + record.timestampDelta)
                record.forEachHeader { (_: borrowing RecordHeader) in headers += 1 }
                return true
            }
        }
        #expect(timestamps == [time - 200, time])
        #expect(headers == 2)
    }

    @Test func `A reader in a gap goes on behind it`() throws {
        let world = try CompactionWorld()
        for number in 0..<5 { try world.put("a\(number)") }
        try world.put("b0")
        try world.roll()
        try world.compact()
        for offset in 0..<5 {
            #expect(try world.test.batches(from: Int64(offset)) == [4, 5])
        }
    }

    @Test func `The active segment is left alone`() throws {
        let world = try CompactionWorld()
        try world.put("a1")
        try world.put("a2")
        try world.roll()
        try world.put("a3")
        try world.put("a4")
        try world.compact()
        #expect(try world.shown() == "1:a2 2:a3 3:a4")
    }

    @Test func `Small segments are put together, up to segment.bytes`() throws {
        let world = try CompactionWorld()
        for number in 0..<6 {
            try world.put("a\(number) k\(number)")
            try world.roll()
        }
        #expect(world.test.log.segmentCount == 7)
        try world.compact()
        #expect(world.test.log.segmentCount == 2)
        #expect(try world.shown() == "10:a5 11:k5")
        #expect(try world.test.log.brokenInvariants() == [])
    }

    @Test func `Nothing is done twice, and what is new is held against what is old`() throws {
        let world = try CompactionWorld()
        try world.put("a1 b1 c1")
        try world.roll()
        #expect(try world.compact())
        #expect(try !world.compact())
        try world.put("b2")
        try world.roll()
        #expect(try world.compact())
        #expect(try world.shown() == "0:a1 2:c1 3:b2")
    }

    @Test func `A table that is too small takes several rounds`() throws {
        let world = try CompactionWorld()
        world.limits.tableBytes = 0
        let others = "bcdefghijklmnopqrst".map(String.init)
        for number in 0..<40 { try world.put("a\(number) \(others[number % 19])1") }
        try world.roll()
        var rounds = 0
        while try world.compact() { rounds += 1 }
        #expect(rounds > 1)
        #expect(try world.shown().split(separator: " ").count == 20)
        #expect(try world.shown().contains("78:a39"))
    }

    // MARK: Tombstones

    @Test func `A tombstone removes what is older and stays for delete.retention.ms`() throws {
        let world = try CompactionWorld { $0.deleteRetentionMs = 1000 }
        let time = world.test.now.rawValue
        try world.put("a1 b1")
        try world.put("a")
        try world.roll()
        try world.compact()
        #expect(try world.shown() == "1:b1 2:a")
        let header = try #require(try world.headers().last)
        #expect(header.attributes.hasDeleteHorizon)
        #expect(header.baseTimestamp == time + 1000)
        #expect(header.maxTimestamp == time)

        world.test.now = Timestamp(rawValue: time + 999)
        try world.put("z1")
        try world.roll()
        try world.compact()
        #expect(try world.shown() == "1:b1 2:a 3:z1")

        world.test.now = Timestamp(rawValue: time + 1000)
        try world.put("z2")
        try world.roll()
        try world.compact()
        #expect(try world.shown() == "1:b1 4:z2")
    }

    // MARK: Producers (I-11)

    @Test func `The last batch of a producer stays without records, so that it can go on`() throws {
        let world = try CompactionWorld()
        try world.put("a1", from: .init(id: 7, sequence: 0))
        try world.put("a2 a3", from: .init(id: 7, sequence: 1))
        try world.put("a4")
        try world.put("b1")
        try world.roll()
        try world.compact()
        #expect(try world.spans() == [[1, 2, 0], [3, 3, 1], [4, 4, 1]])
        try world.test.sync()
        try world.test.disk.remove("orders-0/00000000000000000005.snapshot")
        try world.test.reopen()
        let again = try world.put("a2 a3", from: .init(id: 7, sequence: 1))
        #expect(again.isDuplicate)
        #expect(again.baseOffset.rawValue == 1)
        let next = try world.put("a5", from: .init(id: 7, sequence: 3))
        #expect(!next.isDuplicate)
    }

    /// A batch of records that the power takes, and a marker with an epoch of its own.
    @Test(arguments: [true, false])
    func `What a producer wrote last stays while what follows it may be lost`(
        isTransactional: Bool
    ) throws {
        let world = try CompactionWorld()
        let writer = CompactionWorld.Writer(
            id: 7, sequence: 0, isTransactional: isTransactional)
        try world.put("a1", from: writer)
        if isTransactional { try world.end(writer, commits: true) }
        try world.put("a2")
        try world.put("b1")
        try world.roll()
        let end = world.test.log.endOffset
        if isTransactional {
            try world.end(.init(id: 7, epoch: 1), commits: true)
        } else {
            try world.put("c1", from: .init(id: 7, sequence: 1))
        }
        try world.compact(stableEnd: end)
        world.test.disk.crash(.powerLoss)
        world.test.disk.restart()
        try world.test.disk.remove("orders-0/\(SegmentName.name(of: end, .producerSnapshot))")
        try world.test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        try world.test.log.truncate(to: end, now: world.test.now)
        let known = world.test.log.producers.producers[ProducerID(rawValue: 7)]
        #expect(known?.epoch.rawValue == 0 && known?.batches.last?.lastSequence == 0)
    }

    // MARK: Transactions

    @Test func `What was aborted goes, and shadows nothing; what was committed stays`() throws {
        let world = try CompactionWorld { $0.deleteRetentionMs = 1000 }
        let writer = CompactionWorld.Writer(id: 7, sequence: 0, isTransactional: true)
        try world.put("a1", from: writer)
        try world.end(writer, commits: true)
        try world.put("a2 b2", from: .init(id: 7, sequence: 1, isTransactional: true))
        try world.end(writer, commits: false)
        try world.put("c1")
        try world.roll()
        try world.compact()
        #expect(try world.shown() == "0:a1 1:! 4:! 5:c1")

        // A marker goes when nothing of its transaction is left, and its time is over.
        world.test.now = Timestamp(rawValue: world.test.now.rawValue + 5000)
        for round in 0..<2 {
            let next = CompactionWorld.Writer(
                id: 7, epoch: Int16(round + 1), sequence: 0, isTransactional: true)
            try world.put("a\(round)", from: next)
            try world.end(next, commits: true)
            try world.roll()
            try world.compact()
            world.test.now = Timestamp(rawValue: world.test.now.rawValue + 5000)
        }
        try world.put("z1")
        try world.roll()
        try world.compact()
        #expect(try world.shown() == "5:c1 7:! 8:a1 9:! 10:z1")
    }

    @Test func `A transaction whose end lies beyond is known`() throws {
        let world = try CompactionWorld()
        let writer = CompactionWorld.Writer(id: 7, sequence: 0, isTransactional: true)
        try world.put("a1")
        try world.put("a2", from: writer)
        try world.put("b1")
        try world.roll()
        try world.end(writer, commits: false)
        try world.compact()
        #expect(try world.shown() == "0:a1 2:b1 3:!")
    }

    @Test func `Of what lies beyond only so much is read as decides what lies before`() throws {
        let world = try CompactionWorld()
        let first = CompactionWorld.Writer(id: 7, sequence: 0, isTransactional: true)
        let second = CompactionWorld.Writer(id: 8, sequence: 0, isTransactional: true)
        try world.put("a1")
        try world.put("a2", from: first)
        try world.roll()
        let stableEnd = world.test.log.endOffset
        try world.put("b1", from: second)
        try world.end(first, commits: false)
        try world.roll()
        try world.put("c1")
        try world.roll()
        try world.end(second, commits: false)
        try world.roll()
        world.test.disk.refuse(
            Refusal(of: [.read], with: .inputOutput, suffix: "00000000000000000004.log"))
        #expect(try world.compact(stableEnd: stableEnd))
        world.test.disk.heal()
        #expect(try world.spans().first == [0, 0, 1])
        #expect(try world.shown() == "0:a1 2:b1 3:! 4:c1 5:!")
    }

    // MARK: What cannot be read

    @Test func `A log with a bad batch is left as it is`() throws {
        let world = try CompactionWorld()
        try world.put("a1")
        try world.put("a2")
        try world.roll()
        world.test.disk.corrupt("orders-0/00000000000000000000.log") { $0[100] ^= 1 }
        #expect(throws: LogError.corruptBatch(at: Offset(rawValue: 1))) { try world.compact() }
        #expect(try !world.test.names().contains { $0.hasSuffix(".cleaned") })
    }

    // MARK: Headers

    /// The marker that takes a2 back lies behind the damage, in a segment that is too young.
    @Test func `Where a header is damaged no transaction is taken for committed (ST6)`() throws {
        let world = try CompactionWorld { $0.minCompactionLagMs = 1000 }
        let writer = CompactionWorld.Writer(id: 7, sequence: 0, isTransactional: true)
        try world.put("a1")
        try world.put("a2", from: writer)
        try world.roll()
        world.test.now = Timestamp(rawValue: world.test.now.rawValue + 1000)
        try world.put("b1")
        try world.end(writer, commits: false)
        try world.roll()
        let path = "orders-0/00000000000000000002.log"
        world.test.disk.corrupt(path) { $0[16] ^= 1 }
        #expect(throws: LogError.corruptBatch(at: Offset(rawValue: 2))) { try world.compact() }
        world.test.disk.corrupt(path) { $0[16] ^= 1 }
        #expect(try world.committed() == "0:a1 2:b1")
        try world.compact()
        #expect(try world.committed() == "0:a1 2:b1")
    }

    @Test func `The headers of the clean part are read at the pace, and until it is stopped`()
        throws
    {
        let world = try CompactionWorld()
        for number in 0..<20 {
            try world.put("a\(number)", from: .init(id: 7, sequence: Int32(number)))
            try world.put("k\(number)")
        }
        try world.roll()
        try world.compact()
        try world.put("z1")
        try world.roll()
        let log = world.test.log
        let work = try #require(
            try log.takeCompaction(
                cleanedTo: world.cleanedTo, stableEnd: log.endOffset, now: world.test.now))
        var random = SeededGenerator(seed: 9)
        var isAsked = 0
        #expect(throws: LogError.outOfService) {
            _ = try Compaction(of: work, random: &random) { bytes in
                isAsked += 1
                return isAsked < 2 && bytes > 0
            }
        }
        var bytes = 0
        _ = try Compaction(of: work, random: &random) {
            bytes += $0
            return true
        }
        let dirty = try #require(work.segments.last).size
        #expect(bytes == work.segments.reduce(0) { $0 + $1.size } + dirty)
    }
}
