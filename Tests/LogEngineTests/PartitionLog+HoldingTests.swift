import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct PartitionLogHoldingTests {
    /// A log whose segments have room on the disk from the beginning.
    private func roomyLog(segmentBytes: Int = 1 << 20) throws -> TestLog {
        try TestLog { configuration in
            configuration.segmentBytes = segmentBytes
            configuration.preallocate = true
        }
    }

    private let segment = "orders-0/00000000000000000000.log"

    private func fileSize(_ test: TestLog) throws -> Int {
        try #require(test.disk.files[segment]).count
    }

    @Test func `batches that are held have their offsets, and are written by one write`() throws {
        let test = try roomyLog()
        try test.append(mayHold: true)
        let changes = test.disk.changes
        for number in 1..<10 {
            let appended = try test.append(mayHold: true)
            #expect(appended.baseOffset == Offset(rawValue: Int64(number)))
        }
        #expect(test.disk.changes == changes)
        #expect(try fileSize(test) == 0)
        #expect(test.log.endOffset == Offset(rawValue: 10))
        #expect(test.log.writtenEnd == .zero)
        try test.log.writeHeld()
        #expect(test.disk.changes == changes + 1)
        #expect(test.log.writtenEnd == Offset(rawValue: 10))
        #expect(try fileSize(test) == test.log.size)
        #expect(try test.log.brokenInvariants() == [])
        try test.log.writeHeld()
        #expect(test.disk.changes == changes + 1)
    }

    @Test func `readers, syncs, rolls and a close find all that was appended`() throws {
        let test = try roomyLog()
        try test.append(mayHold: true)
        #expect(test.log.view().endOffset == Offset(rawValue: 1))
        #expect(test.log.writtenEnd == Offset(rawValue: 1))
        try test.append(mayHold: true)
        #expect(test.log.takeSyncWork()?.end == Offset(rawValue: 2))
        #expect(test.log.writtenEnd == Offset(rawValue: 2))
        try test.append(mayHold: true)
        try test.log.roll()
        try test.append(mayHold: true)
        #expect(try test.log.brokenInvariants() == [])
        try test.append(mayHold: true)
        try test.log.truncate(to: Offset(rawValue: 4), now: test.now)
        try test.append(2, mayHold: true)
        try test.log.close()
        try test.reopen(RecoveryPlan(isClean: true, recoveryPoint: Offset(rawValue: 6)))
        #expect(test.log.endOffset == Offset(rawValue: 6))
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `nothing is held where the disk has promised no room`() throws {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        try test.append(mayHold: true)
        #expect(test.log.writtenEnd == Offset(rawValue: 1))
        #expect(try fileSize(test) == test.log.size)
    }

    @Test func `a large batch is written at once, behind those that are held`() throws {
        let test = try roomyLog()
        try test.append(mayHold: true)
        try test.append(bytes: 5000, mayHold: true)
        #expect(test.log.writtenEnd == Offset(rawValue: 2))
        try test.append(mayHold: true)
        try test.append(mayHold: false)
        #expect(test.log.writtenEnd == Offset(rawValue: 4))
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `no more is held than 64 KiB`() throws {
        let test = try roomyLog()
        try test.append(mayHold: true)
        for _ in 0..<40 {
            try test.append(bytes: 4000, mayHold: true)
            #expect(try test.log.size - fileSize(test) <= 64 << 10)
        }
        #expect(try fileSize(test) > 0)
    }

    @Test func `what is held is gone with the process, what was written is not`() throws {
        let test = try roomyLog()
        try test.append(2, mayHold: true)
        try test.log.writeHeld()
        try test.append(3, mayHold: true)
        try test.reopen()
        #expect(test.log.endOffset == Offset(rawValue: 2))
        #expect(try test.log.brokenInvariants() == [])
    }

    // MARK: A disk that refuses

    @Test func `a full disk keeps it held, takes nothing else, and resumes by itself (ST4)`() throws
    {
        let test = try roomyLog()
        try test.append(mayHold: true)
        try test.log.writeHeld()
        try test.append(mayHold: true)
        test.disk.refuse(Refusal(of: [.write], with: .noSpace))
        #expect(throws: LogError.full) { try test.log.writeHeld() }
        #expect(throws: LogError.full) { try test.append(mayHold: true) }
        #expect(throws: LogError.full) { try test.append(mayHold: false) }
        #expect(throws: LogError.full) { try test.log.close() }
        #expect(test.log.view().endOffset == Offset(rawValue: 1))
        #expect(test.log.takeSyncWork()?.end == Offset(rawValue: 1))
        test.disk.heal()
        #expect(try test.append(mayHold: true).baseOffset == Offset(rawValue: 2))
        #expect(test.log.view().endOffset == Offset(rawValue: 3))
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a batch that is held, refused and sent again is no duplicate of anything yet`()
        throws
    {
        let test = try roomyLog()
        let batch = TestBatch(producer: 1, epoch: 0, sequence: 0)
        try test.append(mayHold: true)
        try test.append(batch: batch, mayHold: true)
        test.disk.refuse(Refusal(of: [.write], with: .noSpace))
        #expect(throws: LogError.full) { try test.log.writeHeld() }
        #expect(throws: LogError.full) { try test.append(batch: batch, mayHold: true) }
        test.disk.heal()
        let again = try test.append(batch: batch, mayHold: true)
        #expect(again.isDuplicate)
        #expect(again.baseOffset == Offset(rawValue: 1))
        #expect(test.log.writtenEnd == Offset(rawValue: 2))
    }

    @Test func `who has appended to a log that is given up meanwhile is told`() throws {
        let test = try roomyLog()
        try test.append(mayHold: true)
        test.log.abandon()
        #expect(throws: LogError.outOfService) { try test.log.writeHeld() }
    }

    @Test func `where the disk fails, the log is out of service, and shows what it has`() throws {
        let test = try roomyLog()
        try test.append(mayHold: true)
        try test.log.writeHeld()
        try test.append(mayHold: true)
        test.disk.refuse(Refusal(of: [.write], with: .inputOutput))
        #expect(throws: LogError.disk(.inputOutput)) { try test.log.writeHeld() }
        test.disk.heal()
        #expect(throws: LogError.disk(.inputOutput)) { try test.log.writeHeld() }
        #expect(throws: LogError.outOfService) { try test.append() }
        #expect(test.log.view().endOffset == Offset(rawValue: 1))
        #expect(test.log.takeSyncWork() == nil)
    }
}
