import Configuration
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

/// F-15 … F-18.
@Suite struct LogViewTimesTests {
    private func find(_ test: TestLog, _ time: Int64, upTo end: Int64? = nil) throws -> Int64? {
        let view = test.log.view()
        return try view.offset(
            atOrAfter: Timestamp(rawValue: time),
            upTo: end.map { Offset(rawValue: $0) } ?? view.endOffset)?.offset.rawValue
    }

    @Test func `a time is answered with the first record that is not older`() throws {
        let test = try TestLog { $0.segmentBytes = 1000 }
        // Records at 0, 10, 20 … in batches of five.
        for batch in 0..<40 as Range<Int64> {
            try test.append(batch: TestBatch(5, bytes: 10, at: batch * 50, step: 10))
        }
        for time in stride(from: 0, to: 2000, by: 9) as StrideTo<Int64> {
            let expected = (time + 9) / 10
            #expect(try find(test, time) == (expected < 200 ? expected : nil))
        }
        #expect(try find(test, 100, upTo: 11) == 10)
        #expect(try find(test, 100, upTo: 10) == nil)
    }

    @Test func `records out of order in time are found as a scan finds them`() throws {
        let test = try TestLog { $0.segmentBytes = 1000 }
        var times: [Int64] = []
        var value: UInt64 = 12345
        for _ in 0..<120 {
            value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let time = Int64(value >> 54)
            times += [time, time + 3]
            try test.append(batch: TestBatch(2, at: time, step: 3))
        }
        for time in stride(from: 0, to: 1030, by: 5) as StrideTo<Int64> {
            let expected = times.firstIndex { $0 >= time }.map { Int64($0) }
            #expect(try find(test, time) == expected)
        }
        let largest = try #require(times.max())
        let found = try test.log.view().offsetOfMaxTimestamp(upTo: test.log.endOffset)
        #expect(found?.offset.rawValue == times.firstIndex(of: largest).map { Int64($0) })
        #expect(found?.timestamp.rawValue == largest)
    }

    @Test func `an empty log has no largest timestamp, and no record at a time`() throws {
        let test = try TestLog()
        #expect(try test.log.view().offsetOfMaxTimestamp(upTo: .zero) == nil)
        #expect(try find(test, 0) == nil)
    }

    @Test func `a timestamp that wraps is read as it was counted when it was admitted`() throws {
        let test = try TestLog()
        try test.append(batch: TestBatch(times: [.max, .min, 7]))
        #expect(try find(test, 8) == 0)
        try test.log.raiseStart(to: Offset(rawValue: 1))
        #expect(try find(test, 7) == 2)
    }

    @Test func `records below the start are not found`() throws {
        let test = try TestLog()
        try test.append(batch: TestBatch(5, at: 100, step: -10))
        try test.append(batch: TestBatch(5, at: 50, step: 1))
        try test.log.raiseStart(to: Offset(rawValue: 2))
        #expect(try find(test, 0) == 2)
        #expect(try find(test, 81) == nil)
        let found = try test.log.view().offsetOfMaxTimestamp(upTo: test.log.endOffset)
        #expect(found?.offset.rawValue == 2)
        #expect(found?.timestamp.rawValue == 80)
    }

    @Test func `the epoch of the record is told with it`() throws {
        let test = try TestLog()
        test.epoch = LeaderEpoch(rawValue: 4)
        try test.append(at: 10)
        test.epoch = LeaderEpoch(rawValue: 6)
        try test.append(at: 20)
        let found = try test.log.view().offset(
            atOrAfter: Timestamp(rawValue: 15), upTo: test.log.endOffset)
        #expect(found?.leaderEpoch.rawValue == 6)
    }

    @Test(arguments: Codec.allCases.filter { $0 != .none })
    func `of a batch that expands far a window is there, and it is told before`(
        _ codec: Codec
    ) throws {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        let times = Array(0..<100 as Range<Int64>)
        try test.append(
            batch: TestBatch(times: times, bytes: 100_000, compression: Compression(codec)))
        var most = 0
        let found = try test.log.view().offset(
            atOrAfter: Timestamp(rawValue: 99), upTo: test.log.endOffset,
            taking: { most = max(most, $0) })
        #expect(found?.offset.rawValue == 99)
        // All of it is ten million bytes.
        #expect(most > 100_000 && most < 3 << 20, "\(most) bytes")
    }

    @Test func `a batch that is not compressed is there as a whole, and it is told before`() throws
    {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        try test.append(batch: TestBatch(times: [1, 2], bytes: 100_000))
        var most = 0
        _ = try test.log.view().offset(
            atOrAfter: Timestamp(rawValue: 1), upTo: test.log.endOffset, taking: { most = $0 })
        #expect(most > 200_000)
    }

    @Test func `what lies behind the limit counts as one record`() throws {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        let times = Array(0..<100 as Range<Int64>)
        try test.append(
            batch: TestBatch(times: times, bytes: 10_000, compression: Compression(.gzip)))
        let view = test.log.view()
        func find(_ time: Int64) throws -> TimedOffset? {
            try view.offset(
                atOrAfter: Timestamp(rawValue: time), upTo: view.endOffset, expandingTo: 500_000)
        }
        #expect(try find(30)?.offset.rawValue == 30)
        let behind = try #require(try find(80))
        #expect(40...50 ~= behind.offset.rawValue && behind.timestamp.rawValue == 99)
        let largest = try view.offsetOfMaxTimestamp(upTo: view.endOffset, expandingTo: 500_000)
        #expect(largest == behind)
    }

    @Test func `what lies behind the limit is found where the log begins behind it too`() throws {
        let test = try TestLog { $0.segmentBytes = 1 << 20 }
        let times = Array(0..<100 as Range<Int64>)
        try test.append(
            batch: TestBatch(times: times, bytes: 10_000, compression: Compression(.gzip)))
        try test.log.raiseStart(to: Offset(rawValue: 80))
        let view = test.log.view()
        let found = try view.offset(
            atOrAfter: Timestamp(rawValue: 90), upTo: view.endOffset, expandingTo: 500_000)
        #expect(found?.offset.rawValue == 80 && found?.timestamp.rawValue == 99)
        let largest = try view.offsetOfMaxTimestamp(upTo: view.endOffset, expandingTo: 500_000)
        #expect(largest == found)
    }
}
