import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// F-1, F-3, F-6, F-23; ST14.
@Suite struct LogViewTests {
    /// Ten batches of two records, 120 bytes each or so, in segments of three.
    private func filled() throws -> TestLog {
        let test = try TestLog { $0.segmentBytes = 600 }
        for _ in 0..<10 { try test.append(2) }
        return test
    }

    private func read(
        _ test: TestLog, _ offset: Int64, upTo end: Int64? = nil, maxBytes: Int = 1 << 20,
        whole: Bool = true
    ) throws -> [Int64]? {
        let view = test.log.view()
        let end = end.map { Offset(rawValue: $0) } ?? view.endOffset
        return try view.read(
            from: Offset(rawValue: offset), upTo: end, maxBytes: maxBytes, wholeFirstBatch: whole
        ).map { try headers(of: $0).map(\.baseOffset.rawValue) }
    }

    @Test func `every offset is answered with the batch that holds it`() throws {
        let test = try filled()
        for offset in 0..<20 as Range<Int64> {
            #expect(try read(test, offset)?.first == offset / 2 * 2)
        }
    }

    @Test func `at the end there is nothing, and beyond the ends is out of range`() throws {
        let test = try filled()
        #expect(try read(test, 20) == nil)
        let available = Offset.zero..<Offset(rawValue: 20)
        for offset in [-1, 21, .max] as [Int64] {
            #expect(
                throws: LogError.outOfRange(Offset(rawValue: offset), available: available)
            ) { try read(test, offset) }
        }
    }

    @Test func `between the high watermark and the end there is nothing, and no error`() throws {
        let test = try filled()
        #expect(try read(test, 4, upTo: 4) == nil)
        #expect(try read(test, 5, upTo: 4) == nil)
        #expect(try read(test, 19, upTo: 4) == nil)
        for end in 0..<20 as Range<Int64> {
            let bases = try read(test, 0, upTo: end) ?? []
            #expect(bases.allSatisfy { $0 + 2 <= end })
        }
        #expect(try read(test, 6, upTo: 10) == [6, 8])
    }

    @Test func `only whole batches are given, as many as fit`() throws {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        for _ in 0..<50 { try test.append(2) }
        let one = test.log.size / 50
        for count in 1..<50 {
            #expect(try read(test, 0, maxBytes: one * count)?.count == count)
            #expect(try read(test, 0, maxBytes: one * count + one - 1)?.count == count)
        }
        #expect(try read(test, 30, maxBytes: one * 100)?.count == 35)
    }

    @Test func `a first batch that is too large is given whole, or not at all`() throws {
        let test = try filled()
        #expect(try read(test, 3, maxBytes: 1) == [2])
        #expect(try read(test, 3, maxBytes: 1, whole: false) == nil)
        #expect(try read(test, 3, maxBytes: 0, whole: false) == nil)
    }

    @Test func `what lies before the start is invisible, though its segment is still there`() throws
    {
        let test = try filled()
        try test.log.raiseStart(to: Offset(rawValue: 3))
        #expect(try read(test, 3) == [2, 4])
        let available = Offset(rawValue: 3)..<Offset(rawValue: 20)
        #expect(throws: LogError.outOfRange(Offset(rawValue: 2), available: available)) {
            try read(test, 2)
        }
    }

    @Test func `a view does not see what is appended later, and stays right when segments roll`()
        throws
    {
        let test = try filled()
        let view = test.log.view()
        for _ in 0..<30 { try test.append(2) }
        for offset in 0..<20 as Range<Int64> {
            let slice = try view.read(
                from: Offset(rawValue: offset), upTo: view.endOffset, maxBytes: 1 << 20,
                wholeFirstBatch: true)
            let found = try headers(of: try #require(slice))
            #expect(found.first?.baseOffset.rawValue == offset / 2 * 2)
            #expect(found.last.map { $0.nextOffset.rawValue <= 20 } == true)
        }
    }

    @Test func `holes that compaction has left are stepped over`() throws {
        let test = try TestLog {
            $0.cleanupPolicy = .compact
            $0.segmentBytes = 600
        }
        for base in stride(from: 0, to: 100, by: 10) as StrideTo<Int64> {
            try test.replicate(at: base, epoch: 0)
        }
        #expect(try read(test, 2)?.first == 10)
        #expect(try read(test, 92) == nil)
        for offset in 0..<90 as Range<Int64> where offset % 10 > 1 {
            #expect(try read(test, offset)?.first == offset / 10 * 10 + 10)
        }
    }

    @Test func `an index that leads astray is made anew (ST7)`() throws {
        let test = try TestLog()
        for _ in 0..<40 { try test.append(2) }
        try test.log.close()
        let index = try test.disk.open("orders-0/00000000000000000000.index", .write)
        let size = try index.size()
        for byte in 0..<size {
            var bytes = try index.bytes()
            bytes[byte] ^= 1 << UInt8(byte % 8)
            try index.write(bytes, at: 0)
            try test.reopen(RecoveryPlan(isClean: true, recoveryPoint: test.log.endOffset))
            #expect(try test.batches().count == 40)
            #expect(try test.log.brokenInvariants() == [])
            bytes[byte] ^= 1 << UInt8(byte % 8)
            try index.write(bytes, at: 0)
        }
    }

    @Test func `indexes that are absent, cut or zeroed are made anew (ST7)`() throws {
        let test = try TestLog()
        for _ in 0..<200 { try test.append(2) }
        try test.log.close()
        let clean = RecoveryPlan(isClean: true, recoveryPoint: test.log.endOffset)
        let names = try test.names().filter { $0.hasSuffix("index") }
        for (turn, name) in names.enumerated() {
            let path = "orders-0/\(name)"
            switch turn % 3 {
            case 0: try test.disk.remove(path)
            case 1: try test.disk.open(path, .write).truncate(to: 13)
            default:
                let file = try test.disk.open(path, .write)
                try file.write([UInt8](repeating: 0, count: try file.size()), at: 0)
            }
        }
        try test.reopen(clean)
        #expect(try test.batches().count == 200)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `no more files stay open than the cache holds`() throws {
        let disk = SimulatedDisk(seed: 3)
        let files = OpenFiles(on: disk, limit: 4)
        var configuration = TopicConfiguration()
        configuration.segmentBytes = 600
        configuration.indexIntervalBytes = 200
        let test = try TestLog { $0 = configuration }
        test.log = try PartitionLog(
            opening: "many-0", in: files, configuration: configuration, now: test.now)
        for _ in 0..<60 {
            try test.append(2)
            let work = try #require(test.log.takeSyncWork())
            _ = test.log.synced(work)
        }
        #expect(test.log.segmentCount > 10)
        for _ in 0..<3 { #expect(try test.batches().count == 60) }
        #expect(files.count <= 4)
    }

    @Test func `A last offset in the midst of the next batch has that not passed over (ST6)`()
        throws
    {
        let test = try TestLog { $0.indexIntervalBytes = 1 << 20 }
        try test.append(2)
        try test.append(4)
        try test.log.roll()
        try test.append(2)
        try test.sync()
        // The first batch seems to end at 3.
        test.disk.corrupt("orders-0/00000000000000000000.log") { $0[26] ^= 2 }
        #expect(throws: LogError.corruptBatch(at: Offset(rawValue: 4))) {
            try test.batches(from: 4)
        }
    }

    @Test func `A length that leads over what follows has nothing passed over (ST6)`() throws {
        let test = try TestLog { $0.indexIntervalBytes = 1 << 20 }
        for _ in 0..<4 { try test.append(2) }
        try test.sync()
        let path = "orders-0/00000000000000000000.log"
        let one = test.log.size / 4
        // The second batch seems to reach to the end of the third.
        test.disk.corrupt(path) { bytes in
            let length = UInt32(one * 2 - 12)
            for index in 0..<4 {
                bytes[one + 8 + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index))
            }
        }
        for offset in [4, 5] as [Int64] {
            #expect(throws: LogError.corruptBatch(at: Offset(rawValue: 2)), "at \(offset)") {
                try test.batches(from: offset)
            }
        }
        #expect(try test.batches(from: 6) == [6])
    }
}
