import Loading
import Testing

@Suite struct LatenciesTests {
    @Test func `percentiles are told in microseconds, to three digits`() {
        var latencies = Latencies()
        for microseconds in 1...UInt64(1000) { latencies.record(microseconds * 1000) }
        let summary = latencies.summary()
        #expect(summary.count == 1000)
        #expect(abs(summary.p50 - 500) <= 0.5)
        #expect(abs(summary.p99 - 990) <= 1)
        #expect(abs(summary.max - 1000) <= 1)
        #expect(abs(summary.mean - 500.5) <= 1)
    }

    @Test func `the curve rises to the whole`() throws {
        var latencies = Latencies()
        for microseconds in 1...UInt64(1000) { latencies.record(microseconds * 1000) }
        let curve = latencies.summary().curve
        #expect(zip(curve, curve.dropFirst()).allSatisfy { $0[0] <= $1[0] && $0[1] <= $1[1] })
        #expect(try #require(curve.last)[0] == 100)
    }

    @Test func `what takes longer than can be told counts as that`() {
        var latencies = Latencies()
        latencies.record(.max)
        #expect(latencies.summary().max >= 3_600_000_000)
    }

    @Test func `of nothing there are zeros`() {
        #expect(Latencies().summary().p99 == 0)
        #expect(Latencies().summary().curve.isEmpty)
    }
}
