import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// ST11, ST15.
@Suite struct PartitionLogRetentionTests {
    private let hour: Int64 = 3_600_000

    /// Applies retention as a broker does: again and again, with syncs between.
    private func retain(_ test: TestLog, highWatermark: Offset? = nil) throws {
        for _ in 0..<3 {
            try test.sync()
            try test.log.applyRetention(
                now: test.now, highWatermark: highWatermark ?? test.log.endOffset)
        }
    }

    private func filled(
        ages: [Int64], _ configure: (inout TopicConfiguration) -> Void
    ) throws -> TestLog {
        let test = try TestLog {
            $0.segmentBytes = 600
            configure(&$0)
        }
        for age in ages { try test.append(bytes: 300, at: test.now.rawValue - age * hour) }
        return test
    }

    @Test func `segments whose latest record is too old go, up to the first that is not`() throws {
        let test = try filled(ages: [5, 5, 1, 5, 1]) { $0.retentionMs = 2 * 3_600_000 }
        try retain(test)
        #expect(test.log.startOffset.rawValue == 2)
        #expect(try test.batches() == [2, 3, 4])
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `an old record beside a young one stays`() throws {
        let test = try TestLog { $0.retentionMs = 1000 }
        try test.append(at: test.now.rawValue - 5000)
        try test.append()
        try retain(test)
        #expect(test.log.startOffset == .zero)
    }

    @Test func `when all records are too old the log is empty and goes on at its end`() throws {
        let test = try filled(ages: [5, 5, 5]) { $0.retentionMs = 2 * 3_600_000 }
        try retain(test)
        #expect(test.log.startOffset.rawValue == 3)
        #expect(test.log.size == 0)
        #expect(try test.append().baseOffset.rawValue == 3)
        try test.reopen()
        #expect(test.log.startOffset.rawValue == 3)
        #expect(test.log.endOffset.rawValue == 4)
    }

    @Test func `an active segment that took the place of all others is on the disk before they go`()
        throws
    {
        let test = try filled(ages: [5, 5]) { $0.retentionMs = 2 * 3_600_000 }
        try test.sync()
        for _ in 0..<3 {
            try test.log.applyRetention(now: test.now, highWatermark: test.log.endOffset)
        }
        #expect(test.log.startOffset == .zero)
        #expect(test.log.isDirty)
        try retain(test)
        #expect(test.log.startOffset.rawValue == 2)
    }

    @Test func `without a limit nothing goes, nor what lies above the high watermark`() throws {
        let kept = try filled(ages: [5000, 5000, 5000]) { $0.retentionMs = -1 }
        try retain(kept)
        #expect(kept.log.startOffset == .zero)
        let test = try filled(ages: [5, 5, 5, 5]) { $0.retentionMs = 1000 }
        try retain(test, highWatermark: Offset(rawValue: 2))
        #expect(test.log.startOffset.rawValue == 2)
    }

    @Test func `the oldest segments go while the rest is not smaller than the limit`() throws {
        let test = try filled(ages: [0, 0, 0, 0, 0]) { $0.retentionBytes = 800 }
        let one = test.log.size / 5
        #expect(one > 300 && one < 400)
        try retain(test)
        #expect(test.log.startOffset.rawValue == 2)
        #expect(test.log.size == 3 * one)
    }

    @Test func `a compacted log loses only what lies below its start`() throws {
        let test = try filled(ages: [5, 5, 5, 0]) {
            $0.cleanupPolicy = .compact
            $0.retentionMs = 1000
            $0.retentionBytes = 0
        }
        try retain(test)
        #expect(test.log.startOffset == .zero)
        try test.log.raiseStart(to: Offset(rawValue: 2))
        try retain(test)
        #expect(test.log.segmentCount == 2)
    }

    @Test func `the start goes up at once, and never down`() throws {
        let test = try filled(ages: [0, 0, 0, 0]) { _ in }
        try test.log.raiseStart(to: Offset(rawValue: 3))
        try test.log.raiseStart(to: Offset(rawValue: 1))
        #expect(test.log.startOffset.rawValue == 3)
        #expect(throws: LogError.self) { try test.log.raiseStart(to: Offset(rawValue: 5)) }
        try retain(test)
        #expect(test.log.segmentCount == 1)
        #expect(try test.batches() == [3])
        #expect(test.log.epochs.entries.map(\.startOffset.rawValue) == [3])
    }

    @Test func `files of segments that are gone keep their bytes for a while, for their readers`()
        throws
    {
        let test = try filled(ages: [5, 5, 0]) { $0.retentionMs = 1000 }
        let view = test.log.view()
        try retain(test)
        #expect(test.log.startOffset.rawValue == 2)
        let slice = try #require(
            try view.read(
                from: .zero, upTo: view.endOffset, maxBytes: 1 << 20, wholeFirstBatch: true))
        #expect(test.log.takeExpiredFiles(now: test.now) == [])
        test.now = Timestamp(rawValue: test.now.rawValue + 60_000)
        let files = test.log.takeExpiredFiles(now: test.now)
        #expect(files.count == 6)
        for file in files { try test.disk.remove(file) }
        #expect(try headers(of: slice).first?.baseOffset == .zero)
        #expect(try test.names().allSatisfy { !$0.hasSuffix(".deleted") })
    }

    @Test func `a clock that is set back keeps removed files no longer than the delay from then`()
        throws
    {
        let test = try filled(ages: [5, 5, 0]) { $0.retentionMs = 1000 }
        try retain(test)
        test.now = Timestamp(rawValue: test.now.rawValue - 10 * 365 * 24 * hour)
        #expect(test.log.takeExpiredFiles(now: test.now) == [])
        test.now = Timestamp(rawValue: test.now.rawValue + 60_000)
        #expect(test.log.takeExpiredFiles(now: test.now).count == 6)
    }

    @Test func `retention leaves no hole, wherever a crash comes`() throws {
        for call in 0..<12 {
            let test = try filled(ages: [5, 5, 5, 5, 0]) { $0.retentionMs = 1000 }
            try test.sync()
            test.disk.refuse(Refusal(of: [.rename], with: .inputOutput, passing: call))
            try? test.log.applyRetention(now: test.now, highWatermark: test.log.endOffset)
            test.disk.heal()
            try test.reopen()
            #expect(test.log.endOffset.rawValue == 5)
            #expect(try test.log.brokenInvariants() == [])
        }
    }
}
