import KafkaProtocol
import Simulation
import Syscalls
import Testing

@testable import LogEngine

@Suite struct SegmentIndexesTests {
    /// A closed segment of batches with two records each, that begin at these offsets; it has no
    /// index files.
    private static func segment(of bases: [Int64], end: Int64) throws -> ClosedSegment {
        let disk = SimulatedDisk(seed: 1)
        try disk.makeDirectory("orders-0")
        let file = try disk.open("orders-0/00000000000000000000.log", .create)
        for base in bases {
            try file.write(TestBatch(2, baseOffset: base).bytes, at: try file.size())
        }
        let files = OpenFiles(on: disk)
        return ClosedSegment(
            baseOffset: .zero, endOffset: Offset(rawValue: end), size: try file.size(),
            file: SegmentFile("orders-0/00000000000000000000.log", in: files),
            directory: "orders-0", files: files, indexInterval: 0)
    }

    @Test func `absent indexes are made anew from the batches`() throws {
        let indexes = try Self.segment(of: [0, 2, 4], end: 6).loadIndexes()
        #expect(try indexes.offsets.all().map(\.relativeOffset) == [3, 5])
        #expect(indexes.largest?.relativeOffset == 1)
    }

    @Test(arguments: [31, 32, 40, 62])
    func `a base offset too far off for an index ends the rows, not the broker (ST6)`(bit: Int)
        throws
    {
        // The end of a segment that was closed before is what its last batch says.
        let far = 4 ^ Int64(1) << Int64(bit)
        let indexes = try Self.segment(of: [0, 2, far], end: far + 2).loadIndexes()
        #expect(try indexes.offsets.all().map(\.relativeOffset) == [3])
        #expect(indexes.largest?.relativeOffset == 1)
    }

    @Test func `a base offset that goes back ends the rows`() throws {
        let indexes = try Self.segment(of: [0, 2, 0, 6], end: 8).loadIndexes()
        #expect(try indexes.offsets.all().map(\.relativeOffset) == [3])
    }
}
