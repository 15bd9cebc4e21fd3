import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct SensorTableTests {
    private func at(_ milliseconds: Int64) -> Instant {
        Instant(nanoseconds: 0).advanced(byMilliseconds: milliseconds)
    }

    /// Counts a use of the key; the count is as good as new `lastingMs` later.
    private func use(
        _ key: Int, of table: inout SensorTable<Int, Int>, at now: Int64, lastingMs: Int64 = 1000
    ) -> Int {
        table.use(key, now: at(now), new: 0) { count in
            count += 1
            return (count, at(now + lastingMs))
        }
    }

    @Test func `each key has a sensor of its own`() {
        var table = SensorTable<Int, Int>(limit: 10)
        let first = use(1, of: &table, at: 0)
        #expect(first == 1)
        let second = use(1, of: &table, at: 1)
        #expect(second == 2)
        let other = use(2, of: &table, at: 2)
        #expect(other == 1)
    }

    @Test func `those that are as good as new are forgotten by and by`() {
        var table = SensorTable<Int, Int>(limit: 1000)
        for key in 0..<100 { _ = use(key, of: &table, at: 0) }
        _ = use(7, of: &table, at: 20_000, lastingMs: 60_000)
        #expect(table.count == 1)
        _ = use(8, of: &table, at: 40_000)
        let second = use(7, of: &table, at: 40_001, lastingMs: 60_000)
        #expect(second == 2)
    }

    @Test func `there are never more than the limit, and those stay that are far from new`() {
        var table = SensorTable<Int, Int>(limit: 100)
        _ = use(-1, of: &table, at: 0, lastingMs: 100_000)
        for key in 0..<10_000 {
            _ = use(key, of: &table, at: 1)
            #expect(table.count <= 100)
        }
        let second = use(-1, of: &table, at: 2)
        #expect(second == 2)
    }
}
