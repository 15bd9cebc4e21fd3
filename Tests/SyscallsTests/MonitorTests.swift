import Syscalls
import Testing

struct MonitorTests {
    @Test func `A thread that waits sees what another one changed`() throws {
        let monitor = Monitor([0])
        let thread = try Thread.start(name: "changer") {
            for number in 1...3 {
                monitor.withLock { $0.append(number) }
                monitor.wakeOne()
            }
        }
        let seen = monitor.wait { $0.count == 4 ? $0 : nil }
        thread.join()
        #expect(seen == [0, 1, 2, 3])
    }

    @Test func `All that wait are woken together`() throws {
        let gate = Monitor(false)
        let passed = Monitor(0)
        let threads = try (0..<4).map { number in
            try Thread.start(name: "waiter-\(number)") {
                _ = gate.wait { $0 ? true : nil }
                passed.withLock { $0 += 1 }
            }
        }
        gate.withLock { $0 = true }
        gate.wakeAll()
        for thread in threads { thread.join() }
        #expect(passed.withLock { $0 } == 4)
    }
}
