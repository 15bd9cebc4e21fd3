import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

struct PartitionLogCompactionTests {
    @Test
    func `A log is due once its dirty share is large enough, or a record has waited too long`()
        throws
    {
        let world = try CompactionWorld {
            $0.minCleanableDirtyRatio = 0.9
            $0.maxCompactionLagMs = 10_000
        }
        try world.put("a1")
        try world.roll()
        #expect(try dirtiness(of: world)?.isDue == true)
        try world.compact()
        #expect(try dirtiness(of: world)?.isDue == false)
        try world.put("a2")
        try world.roll()
        let half = try #require(try dirtiness(of: world))
        #expect(half.dirtyBytes * 2 == half.totalBytes && !half.isDue)
        world.test.now = Timestamp(rawValue: world.test.now.rawValue + 10_001)
        #expect(try dirtiness(of: world)?.isDue == true)
    }

    private func dirtiness(of world: CompactionWorld) throws -> Dirtiness? {
        let log = world.test.log
        return try log.dirtiness(
            cleanedTo: world.cleanedTo, stableEnd: log.endOffset, now: world.test.now)
    }

    @Test func `What is young, undecided or not on the disk is left alone`() throws {
        let world = try CompactionWorld { $0.minCompactionLagMs = 1000 }
        try world.put("a1")
        try world.put("a2")
        try world.roll()
        #expect(try !world.compact())
        world.test.now = Timestamp(rawValue: world.test.now.rawValue + 1000)
        #expect(try !world.compact(stableEnd: Offset(rawValue: 1)))
        #expect(try world.compact())
        try world.put("a3")
        try world.test.log.roll()
        world.test.now = Timestamp(rawValue: world.test.now.rawValue + 1000)
        #expect(try !world.compact())
    }

    @Test func `A topic that is compacted no more keeps its holes, and opens with them`() throws {
        let world = try CompactionWorld()
        for number in 0..<6 { try world.put("a\(number)") }
        try world.roll()
        try world.compact()
        world.test.configuration.cleanupPolicy = .delete
        try world.test.reopen()
        #expect(try world.shown() == "5:a5")
        #expect(world.test.log.endOffset.rawValue == 6)
    }

    @Test func `A reader of an old segment goes on reading it`() throws {
        let world = try CompactionWorld()
        try world.put("a1")
        try world.put("a2")
        try world.roll()
        let view = world.test.log.view()
        let slice = try #require(
            try view.read(
                from: .zero, upTo: view.endOffset, maxBytes: 1000, wholeFirstBatch: true))
        let before = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        try world.compact()
        let after = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        #expect(before == after)
        world.test.now = Timestamp(rawValue: world.test.now.rawValue + 60_000)
        let expired = world.test.log.takeExpiredFiles(now: world.test.now)
        #expect(expired.count == 3 && expired.allSatisfy { $0.hasSuffix(".1.deleted") })
    }

    @Test func `A log that was cut meanwhile takes nothing`() throws {
        let world = try CompactionWorld()
        try world.put("a1")
        try world.put("a2")
        try world.roll()
        let log = world.test.log
        let work = try #require(
            try log.takeCompaction(cleanedTo: nil, stableEnd: log.endOffset, now: world.test.now))
        var random = SeededGenerator(seed: 1)
        let compaction = try Compaction(of: work, random: &random)
        try log.truncate(to: Offset(rawValue: 1), now: world.test.now)
        #expect(try !compaction.run(on: world))
        #expect(try world.shown() == "0:a1")
        #expect(try !world.test.names().contains { $0.hasSuffix(".cleaned") })
    }

    @Test func `A swap that a crash has interrupted is ended by the next start`() throws {
        for changes in 0..<40 {
            let world = try CompactionWorld()
            for number in 0..<4 {
                try world.put("a\(number) k\(number)")
                try world.roll()
            }
            world.test.disk.crash(.powerLoss, after: changes)
            _ = try? world.compact()
            if !world.test.disk.isDown { world.test.disk.crash(.powerLoss) }
            world.test.disk.restart()
            try world.test.reopen(
                RecoveryPlan(recoveryPoint: .zero, promised: Offset(rawValue: 8)))
            let shown = try world.shown()
            #expect(
                shown == "6:a3 7:k3" || shown == "0:a0 1:k0 2:a1 3:k1 4:a2 5:k2 6:a3 7:k3",
                "after \(changes) changes")
            let left = try world.test.names().filter {
                $0.hasSuffix("swap") || $0.hasSuffix("cleaned")
            }
            #expect(left == [])
        }
    }

    /// The first or the last byte that is damaged: where a batch is told by its format, and in records.
    @Test(arguments: [true, false])
    func `What is to take others' place and is damaged does not, while they are there (ST6, ST9)`(
        isFirst: Bool
    ) throws {
        var found = [0, 0]
        for changes in 0..<40 {
            let world = try CompactionWorld()
            for number in 0..<4 {
                try world.put("a\(number) k\(number)")
                try world.roll()
            }
            world.test.disk.crash(.kill, after: changes)
            _ = try? world.compact()
            world.test.disk.crash(.kill)
            world.test.disk.restart()
            let names = try world.test.names()
            guard let swap = names.first(where: { $0.hasSuffix(".swap") }) else { continue }
            world.test.disk.corrupt("orders-0/\(swap)") { $0[isFirst ? 16 : $0.count - 1] ^= 1 }
            let promised = Offset(rawValue: 8)
            let plan = RecoveryPlan(recoveryPoint: promised, promised: promised)
            if names.contains("00000000000000000000.log") {
                found[0] += 1
                try world.test.reopen(plan)
                #expect(try world.shown() == "0:a0 1:k0 2:a1 3:k1 4:a2 5:k2 6:a3 7:k3")
            } else {
                found[1] += 1
                #expect(throws: (any Error).self) {
                    try world.test.reopen(plan)
                    _ = try world.shown()
                }
            }
        }
        #expect(found[0] > 0 && found[1] > 0)
    }

    // MARK: Transactions

    /// Three segments: a transaction that was aborted in the second, of which compaction leaves a
    /// batch; one that was committed; and one that was aborted in the third, of which it leaves none.
    private static func withTransactions(
        seed: UInt64, segmentBytes: Int
    ) throws -> CompactionWorld {
        let world = try CompactionWorld(seed: seed) { $0.segmentBytes = segmentBytes }
        func writer(_ id: Int64, _ sequence: Int32 = 0) -> CompactionWorld.Writer {
            CompactionWorld.Writer(id: id, sequence: sequence, isTransactional: true)
        }
        try world.put("a1 b1")
        try world.put("a2", from: writer(7))
        try world.roll()
        try world.put("c1", from: writer(8))
        try world.put("b2", from: writer(7, 1))
        try world.end(writer(7), commits: false)
        try world.roll()
        try world.put("d1", from: writer(9))
        try world.end(writer(8), commits: true)
        try world.end(writer(9), commits: false)
        try world.put("d2", from: writer(9, 1))
        try world.end(writer(9), commits: true)
        try world.put("e1")
        try world.roll()
        return world
    }

    /// One output takes the place of all segments, or each has its own.
    @Test(arguments: [1 << 20, 400], [CrashKind.kill, .powerLoss])
    func `Wherever a crash interrupts a swap, aborted transactions are known as before (L7, L8)`(
        segmentBytes: Int, kind: CrashKind
    ) throws {
        for changes in 0..<120 {
            let world = try Self.withTransactions(
                seed: UInt64(changes), segmentBytes: segmentBytes)
            let before = try world.committed()
            let end = world.test.log.endOffset
            world.test.disk.crash(kind, after: changes)
            _ = try? world.compact()
            let isOver = !world.test.disk.isDown
            world.test.disk.crash(kind)
            world.test.disk.restart()
            // The start that ends the swap may be interrupted as well.
            world.test.disk.crash(kind, after: changes % 13)
            let plan = RecoveryPlan(recoveryPoint: end, promised: end)
            try? world.test.reopen(plan)
            world.test.disk.disarm()
            world.test.disk.restart()
            try world.test.reopen(plan)

            #expect(try world.committed() == before, "after \(changes) changes")
            #expect(try world.test.log.brokenInvariants() == [], "after \(changes) changes")
            let told = try world.test.aborted().map { [$0[0], $0[2]] }
            #expect(told.contains([7, 5]) && !told.contains { $0[0] == 8 })
            let stored = try world.test.log.view().closed.flatMap { segment in
                try segment.transactions.load(of: segment)?.all() ?? []
            }
            #expect(stored.map(\.lastOffset.rawValue) == told.map { $0[1] })
            try world.compact()
            #expect(try world.committed() == before, "after \(changes) changes")
            if isOver { return }
        }
        Issue.record("the swap was interrupted at each of its steps, and never came to its end")
    }
}
