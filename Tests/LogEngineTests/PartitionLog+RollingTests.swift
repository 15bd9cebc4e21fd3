import Configuration
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@Suite struct PartitionLogRollingTests {
    @Test func `a batch that does not fit begins a segment`() throws {
        let test = try TestLog()
        for _ in 0..<100 { try test.append(2) }
        #expect(test.log.segmentCount > 4)
        #expect(try test.log.brokenInvariants() == [])
        #expect(try test.batches().count == 100)
        let names = try test.names()
        #expect(names.count { $0.hasSuffix(".log") } == test.log.segmentCount)
        #expect(names.count { $0.hasSuffix(".index") } == test.log.segmentCount - 1)
        #expect(names.count { $0.hasSuffix(".snapshot") } == test.log.segmentCount - 1)
    }

    @Test func `a record that is so much younger than the segment's first begins a segment`() throws
    {
        let test = try TestLog { $0.segmentMs = 1000 }
        try test.append(at: test.now.rawValue - 5000)
        try test.append(at: test.now.rawValue - 4000)
        #expect(test.log.segmentCount == 1)
        try test.append(at: test.now.rawValue - 3999)
        #expect(test.log.segmentCount == 2)
    }

    @Test func `records from the future neither hinder a roll nor cause a storm of them`() throws {
        let year: Int64 = 365 * 86_400_000
        let test = try TestLog { $0.segmentMs = 1000 }
        try test.append(at: test.now.rawValue + 10 * year)
        for _ in 0..<10 { try test.append(at: test.now.rawValue + 11 * year) }
        #expect(test.log.segmentCount == 1)
        test.now = Timestamp(rawValue: test.now.rawValue + 1001)
        try test.append()
        #expect(test.log.segmentCount == 2)
    }

    @Test func `a clock that steps back does not keep a segment open`() throws {
        let year: Int64 = 365 * 86_400_000
        let test = try TestLog { $0.segmentMs = 1000 }
        test.now = Timestamp(rawValue: test.now.rawValue + 10 * year)
        try test.append()
        test.now = Timestamp(rawValue: test.now.rawValue - 10 * year)
        try test.append()
        test.now = Timestamp(rawValue: test.now.rawValue + 1001)
        try test.append()
        #expect(test.log.segmentCount == 2)
    }

    @Test func `an index that is full begins a segment`() throws {
        let test = try TestLog {
            $0.segmentBytes = 1 << 20
            $0.segmentIndexBytes = 80
        }
        for _ in 0..<60 { try test.append() }
        #expect(test.log.segmentCount > 2)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `an offset that is too far from the segment's first begins a segment`() throws {
        let test = try TestLog { $0.cleanupPolicy = .compact }
        for base in [0, 1 << 20, 1 << 32, (1 << 32) + 5] as [Int64] {
            try test.replicate(at: base, epoch: 0)
        }
        #expect(test.log.segmentCount == 2)
        #expect(try test.batches() == [0, 1 << 20, 1 << 32, (1 << 32) + 5])
        #expect(try test.log.brokenInvariants() == [])
    }
}
