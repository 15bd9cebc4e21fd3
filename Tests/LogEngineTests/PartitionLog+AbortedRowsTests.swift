import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

/// Which transactions were aborted, found again by a start (ST7, ST10).
@Suite struct PartitionLogAbortedRowsTests {
    private static let first = "00000000000000000000.log"

    /// A closed segment of many batches, and a second one with a transaction that was aborted; all is
    /// below the recovery point.
    private static func settled() throws -> TestLog {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        try test.write(7, sequence: 0)
        try test.end(7, commits: false)
        for _ in 0..<20 { try test.append(2) }
        try test.log.roll()
        for producer in 8..<10 as Range<Int64> {
            try test.write(producer, sequence: 0)
            try test.end(producer, commits: false)
            try test.sync()
            try test.checkpoint()
        }
        return test
    }

    /// Opens the log from `point` on; of the first segment no more than its end may be read.
    private static func reopen(_ test: TestLog, from point: Offset) throws {
        test.disk.refuse(
            Refusal(of: [.read], with: .inputOutput, suffix: Self.first, passing: 2))
        try test.reopen(RecoveryPlan(recoveryPoint: point, promised: point))
        test.disk.heal()
    }

    /// The rows that each segment's file has, by what it is named after.
    private static func stored(_ test: TestLog) -> [String: Int] {
        test.disk.files.filter { $0.key.hasSuffix("txnindex") }
            .mapValues { $0.count / AbortedTransaction.byteCount }
    }

    /// The process dies behind a roll, or behind a checkpoint before its recovery point is written down.
    @Test(arguments: [true, false])
    func `rows above the recovery point have no older batches read (ST10)`(isRolled: Bool) throws {
        let test = try Self.settled()
        let point = test.log.recoveryPoint
        for producer in 7..<10 as Range<Int64> {
            try test.write(producer, sequence: 1)
            try test.end(producer, commits: producer == 8)
        }
        try test.sync()
        if isRolled {
            try test.log.roll()
            try test.append(2)
            try test.sync()
        } else {
            try test.checkpoint()
        }
        let told = try test.aborted()
        let stored = Self.stored(test)
        #expect(told.count == 5 && stored.values.reduce(0, +) == 5)
        for point in [point, test.log.endOffset] {
            try Self.reopen(test, from: point)
            #expect(try test.aborted() == told)
            #expect(Self.stored(test) == stored)
            #expect(try test.log.brokenInvariants() == [])
        }
    }

    /// The marker is gone, or the whole transaction.
    @Test(arguments: [1, 2])
    func `a row whose marker the power has taken has no older batches read (ST10)`(lost: Int) throws
    {
        let test = try Self.settled()
        let point = test.log.recoveryPoint
        let told = try test.aborted()
        let path = try #require(test.disk.files.keys.first { $0.hasSuffix("42.log") })
        let sizes = [try test.disk.open(path, .read).size()]
        try test.write(7, sequence: 1)
        let beforeMarker = try test.disk.open(path, .read).size()
        try test.end(7, commits: false)
        try test.sync()
        try test.checkpoint()
        try test.disk.open(path, .write).truncate(to: lost == 1 ? beforeMarker : sizes[0])
        try Self.reopen(test, from: point)
        #expect(try test.aborted() == told)
        #expect(Self.stored(test).values.reduce(0, +) == 3)
        #expect(test.log.producers.open.count == (lost == 1 ? 1 : 0))
        #expect(try test.log.brokenInvariants() == [])
    }

    /// Each bit of the rows' markers, with a row above the recovery point and without.
    @Test(arguments: [true, false])
    func `a row below the recovery point that seems to lie above it is told anew (ST7)`(
        hasMore: Bool
    ) throws {
        let test = try Self.settled()
        let point = test.log.recoveryPoint
        if hasMore {
            try test.write(7, sequence: 1)
            try test.end(7, commits: false)
        }
        for _ in 0..<70 { try test.append(2) }
        try test.sync()
        try test.checkpoint()
        let told = try test.aborted()
        let files = test.disk.files
        let path = try #require(files.keys.first { $0.hasSuffix("42.txnindex") })
        let sound = try #require(files[path])
        for row in 0..<sound.count / AbortedTransaction.byteCount {
            for bit in 144..<208 {
                test.disk.corrupt(path) { $0 = sound }
                test.disk.corrupt(path) {
                    $0[row * AbortedTransaction.byteCount + bit / 8] ^= 1 << UInt8(7 - bit % 8)
                }
                try test.reopen(RecoveryPlan(recoveryPoint: point, promised: point))
                #expect(try test.aborted() == told, "row \(row), bit \(bit)")
                #expect(test.disk.files[path] == sound, "row \(row), bit \(bit)")
                #expect(try test.log.brokenInvariants() == [], "row \(row), bit \(bit)")
            }
        }
    }

    @Test func `what is bad in the last segment's rows is told from its beginning on (ST10)`()
        throws
    {
        let test = try Self.settled()
        let point = test.log.recoveryPoint
        let told = try test.aborted()
        let path = try #require(test.disk.files.keys.first { $0.hasSuffix("42.txnindex") })
        test.disk.corrupt(path) { $0.removeLast() }
        try Self.reopen(test, from: point)
        #expect(try test.aborted() == told)
    }
}
