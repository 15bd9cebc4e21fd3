import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct TokenBucketTests {
    private let windows = QuotaWindows(count: 11, seconds: 1)

    private func at(_ seconds: Double) -> Instant {
        Instant(nanoseconds: 1_000_000_000_000).advanced(byMilliseconds: Int64(seconds * 1000))
    }

    @Test func `a new one is full, and can be overdrawn`() {
        var bucket = TokenBucket(now: at(0))
        #expect(bucket.left(rate: 2, now: at(0), windows) == 22)
        bucket.take(30, rate: 2, now: at(0), windows)
        #expect(bucket.left(rate: 2, now: at(0), windows) == -8)
        #expect(bucket.delay(rate: 2, now: at(0), windows) == 4000)
    }

    @Test func `it fills up by and by, and not above the brim`() {
        var bucket = TokenBucket(now: at(0))
        bucket.take(30, rate: 2, now: at(0), windows)
        #expect(bucket.left(rate: 2, now: at(4), windows) == 0)
        #expect(bucket.delay(rate: 2, now: at(5), windows) == 0)
        #expect(bucket.left(rate: 2, now: at(100), windows) == 22)
    }

    @Test func `it is as good as new when it is full again`() {
        var bucket = TokenBucket(now: at(0))
        #expect(bucket.freshTime(rate: 2, windows) == at(0))
        bucket.take(30, rate: 2, now: at(0), windows)
        #expect(bucket.freshTime(rate: 2, windows) == at(15))
    }

    @Test func `another rate holds at once`() {
        var bucket = TokenBucket(now: at(0))
        bucket.take(22, rate: 2, now: at(0), windows)
        #expect(bucket.left(rate: 100, now: at(1), windows) == 100)
        #expect(bucket.left(rate: 1, now: at(50), windows) == 11)
    }
}
