import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

/// What a start makes of a segment that was to take others' place, and is damaged, or not alone.
struct PartitionLogInterruptedSwapsTests {
    private static let all = "0:a0 1:k0 2:a1 3:k1 4:a2 5:k2 6:a3 7:k3 8:z0"
    private static let compacted = "6:a3 7:k3 8:z0"

    /// Four segments that may be put together, and a last one.
    private static func filled() throws -> CompactionWorld {
        let world = try CompactionWorld()
        for number in 0..<4 {
            try world.put("a\(number) k\(number)")
            try world.roll()
        }
        try world.put("z0")
        try world.test.sync()
        try world.test.checkpoint()
        return world
    }

    private static func plan(_ world: CompactionWorld) -> RecoveryPlan {
        let end = Offset(rawValue: 9)
        return RecoveryPlan(recoveryPoint: end, promised: end)
    }

    /// A log whose process died where `.log.swap` was there; shown is each of its states once.
    private static func forEachInterrupted(
        _ body: (CompactionWorld, _ swap: String, _ isReplaced: Bool) throws -> Void
    ) throws {
        var seen: Set<[String]> = []
        for changes in 0..<60 {
            let world = try filled()
            world.test.disk.crash(.kill, after: changes)
            _ = try? world.compact()
            world.test.disk.crash(.kill)
            world.test.disk.restart()
            let names = try world.test.names()
            guard let swap = names.first(where: { $0.hasSuffix(".swap") }),
                seen.insert(names).inserted
            else { continue }
            let isReplaced = !names.contains("00000000000000000000.log")
            try body(world, "orders-0/\(swap)", isReplaced)
        }
        #expect(seen.count > 5)
    }

    @Test func `An empty one does not take the place of sound segments (ST9)`() throws {
        try Self.forEachInterrupted { world, swap, isReplaced in
            world.test.disk.corrupt(swap) { $0 = [] }
            guard !isReplaced else { return }
            try world.test.reopen(Self.plan(world))
            #expect(try world.shown() == Self.all)
        }
    }

    /// A byte of the records, or of the base offset of the last batch, which no checksum covers.
    @Test(arguments: [0, 1, 2, 3])
    func `Of one that is damaged the originals stay where they are, until somebody decides (ST9)`(
        damage: Int
    ) throws {
        var found = 0
        try Self.forEachInterrupted { world, swap, isReplaced in
            let sound = try #require(world.test.disk.files[swap])
            world.test.disk.corrupt(swap) { bytes in
                switch damage {
                case 0: bytes = []
                case 1: bytes[bytes.count - 1] ^= 1
                case 2: bytes[16] ^= 1
                default: bytes.removeLast()
                }
            }
            let before = world.test.disk.files
            guard isReplaced else {
                try world.test.reopen(Self.plan(world))
                #expect(try world.shown() == Self.all)
                return
            }
            found += 1
            #expect(throws: LogError.self) { try world.test.reopen(Self.plan(world)) }
            #expect(world.test.disk.files == before)
            world.test.disk.corrupt(swap) { $0 = sound }
            try world.test.reopen(Self.plan(world))
            #expect(try world.shown() == Self.compacted)
        }
        #expect(found > 2)
    }

    @Test(arguments: [0, 1, 2, 3, 5, 20, 40])
    func `A base offset that is damaged in the last batch has no other segment removed (ST6)`(
        bit: Int
    ) throws {
        try Self.forEachInterrupted { world, swap, isReplaced in
            let bytes = try #require(world.test.disk.files[swap])
            let last = try Self.lastBatch(in: bytes)
            world.test.disk.corrupt(swap) { $0[last + 7 - bit / 8] ^= 1 << UInt8(bit % 8) }
            let before = world.test.disk.files
            guard isReplaced else {
                try world.test.reopen(Self.plan(world))
                #expect(try world.shown() == Self.all)
                return
            }
            #expect(throws: LogError.self) { try world.test.reopen(Self.plan(world)) }
            #expect(world.test.disk.files == before)
        }
    }

    private static func lastBatch(in bytes: [UInt8]) throws -> Int {
        var position = 0
        var last = 0
        while let header = RecordBatchHeader(unsafe bytes.span.bytes, at: position) {
            last = position
            position += header.byteCount
            guard position < bytes.count else { break }
        }
        return last
    }

    /// A power loss may bring the names of the first back, though the second was offered.
    @Test func `Two that wait take their places one after the other`() throws {
        let world = try CompactionWorld()
        let writer = CompactionWorld.Writer(id: 7, sequence: 0, isTransactional: true)
        try world.put("a1")
        try world.put("b1", from: writer)
        try world.roll()
        try world.put("c1")
        try world.roll()
        try world.put("d1")
        try world.end(writer, commits: false)
        try world.roll()
        try world.put("z1")
        try world.test.sync()
        try world.test.checkpoint()
        let before = (try world.committed(), try world.test.aborted())
        let end = world.test.log.endOffset
        let disk = world.test.disk
        try world.test.log.close()
        let logs = (0..<4).map { "orders-0/0000000000000000000\($0).log" }
        let bytes = try [0, 2, 3].map { try #require(disk.files[logs[$0]]) }
        try disk.open(logs[0] + ".swap", .create).write(bytes[0] + bytes[1], at: 0)
        try disk.open(logs[3] + ".swap", .create).write(bytes[2], at: 0)
        try world.test.reopen(RecoveryPlan(recoveryPoint: end, promised: end))
        #expect(try world.committed() == before.0)
        #expect(try world.test.aborted() == before.1)
        #expect(try world.test.names().contains { $0.hasSuffix(".swap") } == false)
        #expect(world.test.log.segmentCount == 3)
    }
}
