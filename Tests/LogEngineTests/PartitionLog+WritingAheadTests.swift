import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct PartitionLogWritingAheadTests {
    private let segment = "orders-0/00000000000000000000.log"

    private func bytes(_ test: TestLog, of name: String? = nil) throws -> [UInt8] {
        try #require(test.disk.files[name ?? segment])
    }

    /// Appends and syncs, again and again.
    private func appendAndSync(_ count: Int, to test: TestLog, bytes: Int = 50) throws {
        for _ in 0..<count {
            try test.append(bytes: bytes)
            try test.sync()
        }
    }

    private func roomyLog(
        _ configure: (inout TopicConfiguration) -> Void = { _ in }
    ) throws -> TestLog {
        try TestLog { configuration in
            configuration.segmentBytes = 1 << 20
            configure(&configuration)
        }
    }

    @Test func `small syncs that follow each other find zeros where they write`() throws {
        let test = try roomyLog()
        try appendAndSync(4, to: test)
        #expect(try bytes(test).count == test.log.size)
        try appendAndSync(1, to: test)
        let size = try bytes(test).count
        #expect(size == test.log.size + 128 << 10)
        #expect(try bytes(test)[test.log.size...].allSatisfy { $0 == 0 })
        try appendAndSync(100, to: test)
        #expect(try bytes(test).count == size)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `they go on where they are nearly used up, and end with the segment`() throws {
        let test = try roomyLog { $0.segmentBytes = 200 << 10 }
        try appendAndSync(5, to: test)
        try appendAndSync(70, to: test, bytes: 2000)
        #expect(try bytes(test).count == 200 << 10)
    }

    @Test func `nothing is written ahead of large syncs, nor where nobody waits for the disk`()
        throws
    {
        let large = try roomyLog()
        try appendAndSync(20, to: large, bytes: 17 << 10)
        #expect(try bytes(large).count == large.log.size)
        let async = try roomyLog { $0.durability = .async }
        try appendAndSync(20, to: async)
        #expect(try bytes(async).count == async.log.size)
    }

    @Test func `a segment that is closed ends with its last batch, durably`() throws {
        let test = try roomyLog()
        try appendAndSync(10, to: test)
        try test.log.roll()
        try appendAndSync(10, to: test)
        try test.log.close()
        test.disk.crash(.powerLoss)
        test.disk.restart()
        try test.reopen(RecoveryPlan(isClean: true, recoveryPoint: Offset(rawValue: 20)))
        #expect(test.log.endOffset == Offset(rawValue: 20))
        let segments = test.disk.files.filter { $0.key.hasSuffix(".log") }
        #expect(segments.count == 2)
        #expect(segments.values.reduce(0) { $0 + $1.count } == test.log.size)
    }

    @Test(arguments: [CrashKind.kill, .powerLoss])
    func `a start cuts the zeros off, and keeps none of them`(_ kind: CrashKind) throws {
        let test = try roomyLog()
        try appendAndSync(10, to: test)
        test.disk.crash(kind)
        test.disk.restart()
        try test.reopen(RecoveryPlan(promised: Offset(rawValue: 10)))
        #expect(test.log.endOffset == Offset(rawValue: 10))
        #expect(try bytes(test).count == test.log.size)
        #expect(try test.names().allSatisfy { !$0.hasSuffix(".torn") })
        try appendAndSync(10, to: test)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a full disk has its room back, and batches go on`() throws {
        let test = try roomyLog()
        try appendAndSync(4, to: test)
        try test.append()
        test.disk.limit(to: test.disk.used + 1000)
        try test.sync()
        #expect(try bytes(test).count == test.log.size)
        try appendAndSync(3, to: test)
        test.disk.heal()
        try appendAndSync(20, to: test)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `behind a full disk zeros begin where the batches end`() throws {
        let test = try roomyLog()
        try appendAndSync(4, to: test)
        try test.append()
        test.disk.limit(to: test.disk.used + 1000)
        try test.sync()
        test.disk.heal()
        try appendAndSync(5, to: test)
        #expect(try bytes(test).count == test.log.size + 128 << 10)
    }

    @Test func `a segment that is closed while a sync is under way is cut durably, too`() throws {
        let test = try roomyLog()
        try appendAndSync(9, to: test)
        try test.append()
        let size = test.log.size
        let work = try #require(test.log.takeSyncWork())
        try test.log.roll()
        for file in work.files { try file.sync() }
        #expect(test.log.synced(work))
        try test.append()
        try test.sync()
        test.disk.crash(.powerLoss)
        test.disk.restart()
        #expect(try bytes(test).count == size)
    }

    @Test func `a log to which nothing is appended for a while has no zeros`() throws {
        let test = try roomyLog()
        try appendAndSync(9, to: test)
        let checkpoint = try #require(test.log.takeCheckpoint())
        try checkpoint.write()
        test.log.checkpointed(checkpoint)
        #expect(try bytes(test).count > test.log.size)
        #expect(test.log.takeCheckpoint() == nil)
        #expect(try bytes(test).count == test.log.size)
        #expect(test.log.isDirty)
        try test.sync()
        #expect(!test.log.isDirty)
        try appendAndSync(4, to: test)
        #expect(try bytes(test).count == test.log.size)
    }
}
