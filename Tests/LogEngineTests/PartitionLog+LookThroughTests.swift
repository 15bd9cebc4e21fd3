import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// What is found beyond the recovery point, and what of it stays (ST3, ST4, ST6, ST9).
@Suite struct PartitionLogLookThroughTests {
    private static let first = "orders-0/00000000000000000000.log"

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
        try test.leaveJunk(behind: Self.first)
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
        try test.leaveJunk(behind: Self.first)
        test.disk.corrupt("orders-0/00000000000000000006.log") { $0[8] ^= 8 }
        let before = test.disk.files.filter { $0.key.hasSuffix(".log") }
        #expect(throws: LogError.self) {
            try test.reopen(
                RecoveryPlan(recoveryPoint: Offset(rawValue: point), promised: Offset(rawValue: 10))
            )
        }
        #expect(test.disk.files.filter { $0.key.hasSuffix(".log") } == before)
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
}
