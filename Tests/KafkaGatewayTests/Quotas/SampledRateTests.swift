import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct SampledRateTests {
    private let windows = QuotaWindows(count: 11, seconds: 1)

    private func at(_ seconds: Double) -> Instant {
        Instant(nanoseconds: 1_000_000_000_000).advanced(byMilliseconds: Int64(seconds * 1000))
    }

    @Test func `a burst of ten seconds' worth passes, beyond it the delay brings the average back`()
    {
        for (seconds, delayMs) in [(5, 0), (10, 0), (15, 5000), (200, 190_000)] {
            var rate = SampledRate()
            rate.record(Double(seconds) * 1000, now: at(0), windows)
            #expect(rate.delay(bound: 1000, now: at(0), windows) == Double(delayMs), "\(seconds)")
        }
    }

    @Test func `before ten seconds have passed the average does not fall, whatever the delay`() {
        var rate = SampledRate()
        rate.record(12_000, now: at(0), windows)
        #expect(rate.delay(bound: 1000, now: at(0), windows) == 2000)
        #expect(rate.delay(bound: 1000, now: at(9), windows) == 2000)
        #expect(rate.delay(bound: 1000, now: at(10.5), windows) == 1500)
    }

    @Test func `a steady use just below the bound is never delayed`() {
        var rate = SampledRate()
        for tick in 0..<600 {
            rate.record(99, now: at(Double(tick) / 10), windows)
            #expect(rate.delay(bound: 1000, now: at(Double(tick) / 10), windows) == 0)
        }
        rate.record(2000, now: at(60), windows)
        #expect(rate.delay(bound: 1000, now: at(60), windows) > 0)
    }

    @Test func `what lies eleven windows back is forgotten`() {
        var rate = SampledRate()
        rate.record(12_000, now: at(0), windows)
        #expect(!rate.isFresh(now: at(10.9), windows))
        #expect(rate.freshTime(windows) == at(11))
        #expect(rate.isFresh(now: at(11), windows))
        #expect(rate.delay(bound: 1, now: at(11), windows) == 0)
    }

    @Test func `what was taken back counts no more`() {
        var rate = SampledRate()
        rate.record(9000, now: at(0), windows)
        rate.record(5000, now: at(3), windows)
        rate.record(-5000, now: at(3), windows)
        #expect(rate.delay(bound: 1000, now: at(3), windows) == 0)
    }

    @Test func `clocks of two loops that differ a little do no harm`() {
        var rate = SampledRate()
        rate.record(20_000, now: at(1), windows)
        rate.record(1000, now: at(0.5), windows)
        #expect(rate.delay(bound: 1000, now: at(0.5), windows) == 11_000)
    }

    @Test func `one window is enough to measure with`() {
        let one = QuotaWindows(count: 1, seconds: 1)
        var rate = SampledRate()
        rate.record(1, now: at(0), one)
        #expect(rate.delay(bound: 1, now: at(0), one) > 0)
        #expect(rate.delay(bound: 1, now: at(1), one) == 0)
    }
}
