import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

/// A log in so far as the queue sees it: files that grow, and what it was told.
private final class FakeLog: Syncable {
    struct State {
        var end: Int64 = 0
        var files: [any DiskFile] = []
        var results: [(end: Int64, generation: Int, failure: Errno?)] = []
        var isAtWork = false
        var overlaps = 0
    }

    let state = Monitor(State())

    func append(to file: any DiskFile) {
        state.withLock { state in
            state.end += 1
            state.files.append(file)
        }
    }

    func takeSyncWork() -> SyncWork? {
        state.withLock { state in
            if state.isAtWork { state.overlaps += 1 }
            guard !state.files.isEmpty else { return nil }
            state.isAtWork = true
            defer { state.files = [] }
            return SyncWork(
                end: Offset(rawValue: state.end), generation: 3, files: state.files,
                directories: [""])
        }
    }

    func synced(_ result: SyncResult) {
        state.withLock { state in
            state.isAtWork = false
            state.results.append(
                (result.work.end.rawValue, result.work.generation, result.failure))
        }
        state.wakeAll()
    }
}

struct SyncQueueTests {
    @Test func `A log that was added many times is synced once, up to its end`() throws {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        let log = FakeLog()
        let file = try disk.open("a", .create)
        for _ in 0..<5 {
            log.append(to: file)
            queue.add(log)
        }

        #expect(queue.runRound())
        let results = log.state.withLock { $0.results }
        #expect(results.map(\.end) == [5])
        #expect(results.map(\.generation) == [3])
        #expect(!queue.runRound())
    }

    @Test(arguments: 0..<20)
    func `What a log was told is durable survives a power loss, names too`(seed: UInt64) throws {
        let disk = SimulatedDisk(seed: seed)
        let queue = SyncQueue(disk: disk)
        let logs = (0..<3).map { _ in FakeLog() }
        for (number, log) in logs.enumerated() {
            let file = try disk.open("\(number)", .create)
            try file.write(Array("written".utf8), at: 0)
            log.append(to: file)
            queue.add(log)
        }
        queue.runRound()
        disk.crash(.powerLoss)
        #expect(disk.files.count == 3)
        #expect(disk.files.values.allSatisfy { $0 == Array("written".utf8) })
    }

    @Test func `A failure is told, and the log's further files are left alone`() throws {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        let log = FakeLog()
        let other = FakeLog()
        log.append(to: try disk.open("a", .create))
        log.append(to: try disk.open("b", .create))
        other.append(to: try disk.open("c", .create))
        disk.refuse(Refusal(of: [.sync], with: .inputOutput, count: 1))
        queue.add(log)
        queue.add(other)

        queue.runRound()

        #expect(log.state.withLock { $0.results }.map(\.failure) == [.inputOutput])
        #expect(other.state.withLock { $0.results }.map(\.failure) == [nil])
    }

    @Test func `A log without work is told nothing`() {
        let queue = SyncQueue(disk: SimulatedDisk(seed: 1))
        let log = FakeLog()
        queue.add(log)
        #expect(queue.runRound())
        #expect(log.state.withLock { $0.results }.isEmpty)
    }

    @Test func `Threads sync all that is added, and no log is with two of them`() throws {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        try queue.start(threads: 3)
        let logs = (0..<5).map { _ in FakeLog() }
        let files = try (0..<5).map { try disk.open("\($0)", .create) }
        for _ in 0..<200 {
            for (log, file) in zip(logs, files) {
                log.append(to: file)
                queue.add(log)
            }
        }
        for log in logs {
            let last = log.state.wait { $0.results.last?.end == 200 ? $0.results.last : nil }
            #expect(last.end == 200)
            #expect(log.state.withLock { $0.overlaps } == 0)
        }
        queue.stop()
    }

    @Test func `Stopping syncs what still waits`() throws {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        try queue.start(threads: 1)
        let log = FakeLog()
        log.append(to: try disk.open("a", .create))
        queue.add(log)
        queue.stop()
        #expect(log.state.withLock { $0.results }.map(\.end) == [1])
    }

    // MARK: Resting

    private static func second(_ number: Int64) -> Instant {
        Instant(nanoseconds: number * 1_000_000_000)
    }

    @Test func `A log that rests is synced when its time is over, once for all that came`() throws {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        let log = FakeLog()
        let file = try disk.open("a", .create)
        for second in 1...3 as ClosedRange<Int64> {
            log.append(to: file)
            queue.add(log, restingMs: 2000)
            queue.tick(now: Self.second(second))
            #expect(queue.runRound() == (second == 3))
        }
        #expect(log.state.withLock { $0.results }.map(\.end) == [3])
        queue.tick(now: Self.second(9))
        #expect(!queue.runRound())
    }

    @Test func `A log that rests is synced at once when somebody waits for it, and not again`()
        throws
    {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        let log = FakeLog()
        log.append(to: try disk.open("a", .create))
        queue.add(log, restingMs: 2000)
        queue.add(log)
        #expect(queue.runRound())
        #expect(log.state.withLock { $0.results }.map(\.end) == [1])
        queue.tick(now: Self.second(9))
        #expect(!queue.runRound())
    }

    @Test func `Stopping syncs what rests`() throws {
        let disk = SimulatedDisk(seed: 1)
        let queue = SyncQueue(disk: disk)
        try queue.start(threads: 1)
        let log = FakeLog()
        log.append(to: try disk.open("a", .create))
        queue.add(log, restingMs: 2000)
        queue.stop()
        #expect(log.state.withLock { $0.results }.map(\.end) == [1])
    }
}
