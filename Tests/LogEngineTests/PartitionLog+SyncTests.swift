import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct PartitionLogSyncTests {
    @Test func `a sync covers what was appended before it was taken, and no more`() throws {
        let test = try TestLog()
        try test.append(2)
        let work = try #require(test.log.takeSyncWork())
        try test.append(2)
        #expect(work.end.rawValue == 2)
        #expect(test.log.synced(work))
        let rest = try #require(test.log.takeSyncWork())
        #expect(rest.end.rawValue == 4)
        #expect(rest.files.count == 1)
        #expect(rest.directories == [])
        #expect(test.log.synced(rest))
        #expect(test.log.takeSyncWork() == nil)
    }

    @Test func `segments that were rolled meanwhile are synced, oldest first`() throws {
        let test = try TestLog { $0.segmentBytes = 600 }
        for _ in 0..<12 { try test.append(2) }
        let work = try #require(test.log.takeSyncWork())
        // Metadata, a snapshot for each roll, and each segment.
        #expect(work.files.count == 2 * test.log.segmentCount)
        #expect(work.directories == ["", "orders-0"])
    }

    @Test func `power loss at any step keeps what was synced (ST2, L5)`() throws {
        for seed in 0..<150 as Range<UInt64> {
            let test = try TestLog(seed: seed) { $0.segmentBytes = 700 }
            test.disk.crash(.powerLoss, after: Int(seed % 75))
            var acknowledged: Int64 = 0
            var point = Offset.zero
            do {
                for turn in 0..<20 {
                    try test.append(2)
                    if turn % 2 == 1 {
                        try test.sync()
                        acknowledged = test.log.endOffset.rawValue
                    }
                    if turn % 6 == 5 {
                        try test.checkpoint()
                        point = test.log.recoveryPoint
                    }
                }
            } catch {}
            test.disk.crash(.powerLoss)
            test.disk.restart()
            let plan = RecoveryPlan(
                recoveryPoint: point, promised: Offset(rawValue: acknowledged))
            do {
                try test.reopen(plan)
            } catch {
                Issue.record("seed \(seed): \(error), acknowledged \(acknowledged), point \(point)")
                continue
            }
            #expect(test.log.endOffset.rawValue >= acknowledged, "seed \(seed)")
            #expect(try test.log.brokenInvariants() == [], "seed \(seed)")
        }
    }

    @Test func `a checkpoint moves the recovery point to what is synced, with indexes and epochs`()
        throws
    {
        let test = try TestLog()
        test.epoch = LeaderEpoch(rawValue: 3)
        for _ in 0..<20 { try test.append(2) }
        #expect(test.log.takeCheckpoint() == nil)
        try test.sync()
        try test.append(2)
        let checkpoint = try #require(test.log.takeCheckpoint())
        #expect(test.log.recoveryPoint == .zero)
        try checkpoint.write()
        test.log.checkpointed(checkpoint)
        #expect(test.log.recoveryPoint.rawValue == 40)
        let history = try EpochHistory.load(from: "orders-0", on: test.disk)
        #expect(history?.latest?.epoch.rawValue == 3)
        let index = try test.disk.open("orders-0/00000000000000000000.index", .read)
        #expect(try index.size() > 0)
        try test.reopen(RecoveryPlan(recoveryPoint: Offset(rawValue: 40)))
        #expect(test.log.endOffset.rawValue == 42)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a log that is out of service gives nothing out`() throws {
        let test = try TestLog()
        try test.append()
        test.log.abandon()
        #expect(test.log.takeSyncWork() == nil)
        #expect(test.log.takeCheckpoint() == nil)
        #expect(throws: LogError.outOfService) { try test.append() }
    }
}
