import LogEngine
import Syscalls
import Testing

@Suite struct RetentionClockTests {
    private let hour: Int64 = 3_600_000
    private let year: Int64 = 365 * 24 * 3_600_000

    private func ask(_ clock: inout RetentionClock, _ wall: Int64, _ uptime: Int64) -> Bool {
        let said = Timestamp(rawValue: 1_700_000_000_000 + wall)
        let time = clock.time(said, at: Instant(nanoseconds: uptime * 1_000_000))
        // Who is not believed is told the time that has passed.
        #expect(time == said || time.rawValue <= 1_700_000_000_000 + uptime + hour)
        return time == said
    }

    @Test func `a clock that goes its way is believed, also where it is stepped a little`() {
        var clock = RetentionClock()
        for round in 0..<100 as Range<Int64> {
            let step = round % 2 == 0 ? 0 : hour / 2
            let believed = ask(&clock, round * hour + step, round * hour)
            #expect(believed)
        }
    }

    @Test func `a clock that jumps ahead is not believed until it has held for a day`() {
        var clock = RetentionClock()
        let answers = [
            ask(&clock, 0, 0), ask(&clock, 10 * year, hour),
            ask(&clock, 10 * year + hour, 2 * hour),
            ask(&clock, 10 * year + 23 * hour, 24 * hour),
            ask(&clock, 10 * year + 24 * hour, 25 * hour),
            ask(&clock, 10 * year + 25 * hour, 26 * hour),
        ]
        #expect(answers == [true, false, false, false, true, true])
    }

    @Test func `one that is set right again is believed at once`() {
        var clock = RetentionClock()
        let answers = [
            ask(&clock, 0, 0), ask(&clock, 10 * year, hour), ask(&clock, 2 * hour, 2 * hour),
            ask(&clock, -10 * year, 3 * hour), ask(&clock, -10 * year + hour, 4 * hour),
        ]
        #expect(answers == [true, false, true, true, true])
    }

    @Test func `one that jumps again and again is never believed`() {
        var clock = RetentionClock()
        let first = ask(&clock, 0, 0)
        #expect(first)
        for round in 1..<200 as Range<Int64> {
            let believed = ask(&clock, round * year, round * hour)
            #expect(!believed)
        }
    }
}
