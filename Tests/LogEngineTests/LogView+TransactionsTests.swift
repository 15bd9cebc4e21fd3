import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

@Suite struct LogViewTransactionsTests {
    /// Producer 7 aborts 0…2, producer 8 aborts 1…5 in the next segment, 9 commits.
    private static func log() throws -> TestLog {
        let test = try TestLog()
        try test.write(7, sequence: 0)
        try test.write(8, sequence: 0)
        try test.end(7, commits: false)
        try test.log.roll()
        try test.write(9, sequence: 0)
        try test.end(9, commits: true)
        try test.end(8, commits: false)
        try test.append(1)
        return test
    }

    @Test func `A reader is told of what overlaps its range, in order of the markers`() throws {
        let test = try Self.log()
        #expect(try test.aborted() == [[7, 0, 2], [8, 1, 5]])
        #expect(try test.aborted(from: 3) == [[8, 1, 5]])
        #expect(try test.aborted(from: 6) == [])
        #expect(try test.aborted(upTo: 1) == [[7, 0, 2]])
        #expect(try test.aborted(from: 2, upTo: 3) == [[7, 0, 2], [8, 1, 5]])
    }

    @Test func `A reading ends where its last batch does`() throws {
        let test = try Self.log()
        let view = test.log.view()
        func end(_ offset: Int64, upTo: Int64, _ maxBytes: Int) throws -> Int64? {
            try view.slice(
                from: Offset(rawValue: offset), upTo: Offset(rawValue: upTo), maxBytes: maxBytes,
                wholeFirstBatch: true)?.end.rawValue
        }
        #expect(try end(0, upTo: 7, 1) == 1)
        #expect(try end(0, upTo: 7, 300) == 2)
        #expect(try end(0, upTo: 7, 1 << 20) == 3, "a slice lies in one file")
        #expect(try end(3, upTo: 7, 1 << 20) == 7)
        #expect(try end(3, upTo: 5, 1 << 20) == 5)
    }

    @Test func `An index that is bad is told by the batches`() throws {
        for damage in 0..<3 {
            let test = try Self.log()
            try test.sync()
            try test.log.close()
            let path = "orders-0/00000000000000000000.txnindex"
            switch damage {
            case 0: test.disk.corrupt(path) { $0[12] ^= 0x80 }
            case 1: test.disk.corrupt(path) { $0.removeLast() }
            default: test.disk.corrupt(path) { $0[25] ^= 0x10 }
            }
            try test.reopen(
                RecoveryPlan(isClean: true, recoveryPoint: Offset(rawValue: 7), promised: .zero))
            #expect(try test.aborted() == [[7, 0, 2], [8, 1, 5]], "damage \(damage)")
        }
    }

    /// Version, producer, marker: whichever bit of them flips in the only row of the last segment.
    @Test(arguments: [true, false])
    func `A row that is bad is told by the batches at the next start (ST7)`(isClean: Bool) throws {
        let test = try Self.log()
        try test.log.close()
        let path = "orders-0/00000000000000000003.txnindex"
        let sound = try test.disk.open(path, .read).bytes()
        let plan = RecoveryPlan(
            isClean: isClean, recoveryPoint: Offset(rawValue: 7), promised: Offset(rawValue: 7))
        for bit in Array(0..<80) + Array(144..<208) {
            test.disk.corrupt(path) { $0 = sound }
            test.disk.corrupt(path) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
            try test.reopen(plan)
            #expect(try test.aborted() == [[7, 0, 2], [8, 1, 5]], "bit \(bit)")
            #expect(try test.log.brokenInvariants() == [], "bit \(bit)")
        }
    }

    @Test func `A view goes on telling when the log is cut or its segments go`() throws {
        let test = try Self.log()
        try test.log.roll()
        try test.append(1)
        try test.sync()
        let view = test.log.view()
        func told() throws -> [Int64] {
            try view.aborted(from: .zero, upTo: Offset(rawValue: 7)).map(\.firstOffset.rawValue)
        }
        #expect(try told() == [0, 1])
        try test.log.truncate(to: Offset(rawValue: 2), now: test.now)
        #expect(try told() == [0, 1])
        #expect(try test.aborted() == [])
        #expect(test.log.producers.open.map(\.producerID.rawValue) == [7, 8])
    }
}
