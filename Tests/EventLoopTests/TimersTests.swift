import EventLoop
import Syscalls
import Testing

@Suite struct TimersTests {
    private func at(_ milliseconds: Int64) -> Instant {
        Instant(nanoseconds: milliseconds * 1_000_000)
    }

    @Test func `what is due first is taken first`() {
        var timers = Timers<Int64>()
        for deadline in [50, 10, 40, 20, 30, 10] as [Int64] {
            timers.add(deadline, at: at(deadline))
        }
        var taken: [Int64] = []
        while let key = timers.takeDue(now: at(40)) {
            taken.append(key)
        }
        #expect(taken == [10, 10, 20, 30, 40])
        let next = timers.next
        #expect(next == at(50))
    }

    @Test func `what was cancelled never comes due`() {
        var timers = Timers<String>()
        timers.add("early", at: at(1))
        let token = timers.add("cancelled", at: at(2))
        timers.add("late", at: at(3))
        timers.cancel(token)
        let count = timers.count
        #expect(count == 2)
        let taken = [timers.takeDue(now: at(9)), timers.takeDue(now: at(9))]
        #expect(taken == ["early", "late"])
    }

    @Test func `a stale token cancels nothing that came after it`() {
        var timers = Timers<String>()
        let token = timers.add("first", at: at(1))
        _ = timers.takeDue(now: at(1))
        timers.add("second", at: at(1))
        timers.cancel(token)
        let taken = timers.takeDue(now: at(1))
        #expect(taken == "second")
    }

    @Test func `a thousand entries, half of them cancelled, come in order`() {
        var timers = Timers<Int>()
        var state: UInt64 = 42
        var expected: [Int] = []
        for index in 0..<1000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let deadline = Int(state >> 50)
            let token = timers.add(deadline, at: at(Int64(deadline)))
            if index % 2 == 0 { timers.cancel(token) } else { expected.append(deadline) }
        }
        var taken: [Int] = []
        while let key = timers.takeDue(now: .distantFuture) {
            taken.append(key)
        }
        #expect(taken == expected.sorted())
    }
}
