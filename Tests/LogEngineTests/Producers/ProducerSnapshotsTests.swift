import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

struct ProducerSnapshotsTests {
    private let disk = SimulatedDisk(seed: 1)
    private let snapshots: ProducerSnapshots

    init() throws {
        try disk.makeDirectory("t-0")
        try disk.syncDirectory("")
        snapshots = ProducerSnapshots(in: "t-0", on: disk)
        var log = ProducerLog()
        for number in 0..<3 as Range<Int32> {
            try log.append(ProducerLog.header(sequence: number))
            _ = try snapshots.write(log.states)
        }
    }

    private func offsets() throws -> [Int64] {
        try snapshots.offsets().map(\.rawValue)
    }

    @Test func `The files bear the offset up to which they know`() throws {
        #expect(
            disk.files.keys.sorted() == (1...3).map { "t-0/0000000000000000000\($0).snapshot" })
        #expect(try offsets() == [1, 2, 3])
    }

    @Test func `The newest that knows nothing too much is taken`() throws {
        #expect(try snapshots.newest(upTo: Offset(rawValue: 9))?.end == Offset(rawValue: 3))
        #expect(try snapshots.newest(upTo: Offset(rawValue: 2))?.end == Offset(rawValue: 2))
        #expect(try snapshots.newest(upTo: .zero) == nil)
    }

    @Test func `ST7 A damaged one is removed, and the one before taken`() throws {
        disk.corrupt("t-0/00000000000000000003.snapshot") { $0[10] ^= 1 }
        #expect(try snapshots.newest(upTo: Offset(rawValue: 9))?.end == Offset(rawValue: 2))
        #expect(try offsets() == [1, 2])
    }

    @Test func `Those above a cut are gone for good`() throws {
        try snapshots.removeAll(above: Offset(rawValue: 1))
        disk.crash(.powerLoss)
        disk.restart()
        #expect(try offsets().allSatisfy { $0 <= 1 })
    }

    @Test func `Below an offset the newest stays, and the newest below the segment that holds it`()
        throws
    {
        try snapshots.removeAll(below: Offset(rawValue: 3), butFor: Offset(rawValue: 1))
        #expect(try offsets() == [1, 3])
        try snapshots.removeAll(below: Offset(rawValue: 3), butFor: .zero)
        #expect(try offsets() == [3])
    }

    @Test func `Foreign names are left alone`() throws {
        _ = try disk.open("t-0/x.snapshot", .create)
        _ = try disk.open("t-0/0000000000000000000a.snapshot", .create)
        #expect(try offsets() == [1, 2, 3])
    }
}
