package import Syscalls

internal import KafkaProtocol

/// Makes logs durable, many at a time: group commit.
///
/// Every append adds its log. A thread of the queue takes all logs that wait, asks each what there
/// is to sync, lets the kernel begin with all files, syncs them log by log, oldest file first, and
/// tells each log how far it is durable. What is appended meanwhile waits for the next round, and
/// shares its fdatasync. A log is with one thread at a time; the order is that of adding.
///
/// A log for which nobody waits may rest first, so that many appends share one sync
/// (``add(_:restingMs:)``); ``tick(now:)`` tells it the time.
///
/// Without ``start(threads:)`` nothing runs by itself: the simulation calls ``runRound()``.
package final class SyncQueue: Sendable {
    /// Where a log stands that the queue knows.
    fileprivate enum Standing {
        case resting
        case waiting
        case atWork
        /// It was added again while a thread had it.
        case atWorkAndWaiting
        /// The same, and nobody waits for it.
        case atWorkAndResting(milliseconds: Int64)
    }

    /// A log that rests.
    fileprivate struct Rest {
        let log: any Syncable
        let milliseconds: Int64
        /// When it is over; nil until the time was told.
        var end: Instant?
    }

    fileprivate struct State {
        var waiting: [any Syncable] = []
        /// Those that rest, and some that were added again since and do not.
        var resting: [Rest] = []
        var standings: [ObjectIdentifier: Standing] = [:]
        var idleThreads = 0
        var threads: [Thread] = []
        var isStopping = false
    }

    private let disk: any Disk
    private let state = Monitor(State())

    package init(disk: any Disk) {
        self.disk = disk
    }

    // MARK: What the outside may ask

    /// Lets so many threads work until ``stop()``.
    package func start(threads count: Int) throws(Errno) {
        for number in 0..<count {
            let thread = try Thread.start(name: "strom-sync-\(number)") { [self] in
                while runRound(waiting: true) {}
            }
            state.withLock { $0.threads.append(thread) }
        }
    }

    /// Has the log synced soon; cheap when it waits already.
    package func add(_ log: any Syncable) {
        let isNew = state.withLock { state in
            switch state.standings[ObjectIdentifier(log)] {
            case .waiting, .atWorkAndWaiting:
                return false
            case .atWork, .atWorkAndResting:
                state.standings[ObjectIdentifier(log)] = .atWorkAndWaiting
                return false
            case .resting, nil:
                return state.enlist(log)
            }
        }
        if isNew { state.wakeOne() }
    }

    /// Has the log synced when it has rested for so many milliseconds, counted from the next
    /// ``tick(now:)``; sooner where it is to be anyway.
    package func add(_ log: any Syncable, restingMs milliseconds: Int64) {
        state.withLock { state in
            switch state.standings[ObjectIdentifier(log)] {
            case .resting, .waiting, .atWorkAndWaiting, .atWorkAndResting:
                return
            case .atWork:
                state.standings[ObjectIdentifier(log)] = .atWorkAndResting(
                    milliseconds: milliseconds)
            case nil:
                state.rest(log, milliseconds: milliseconds)
            }
        }
    }

    /// Has those synced that have rested long enough; called every few hundred milliseconds.
    package func tick(now: Instant) {
        let mustWake = state.withLock { state in
            guard !state.resting.isEmpty else { return false }
            let resting = state.resting
            state.resting = []
            var mustWake = false
            for var rest in resting {
                guard case .resting = state.standings[ObjectIdentifier(rest.log)] else { continue }
                let end = rest.end ?? now.advanced(byMilliseconds: rest.milliseconds)
                rest.end = end
                if end <= now {
                    mustWake = state.enlist(rest.log) || mustWake
                } else {
                    state.resting.append(rest)
                }
            }
            return mustWake
        }
        if mustWake { state.wakeAll() }
    }

    /// Syncs what waits now, on the caller's thread.
    ///
    /// - Returns: whether anything waited.
    @discardableResult
    package func runRound() -> Bool {
        runRound(waiting: false)
    }

    /// Syncs all that waits or rests, then ends the threads; returns when they have ended.
    package func stop() {
        tick(now: .distantFuture)
        let threads = state.withLock { state in
            state.isStopping = true
            defer { state.threads = [] }
            return state.threads
        }
        state.wakeAll()
        for thread in threads { thread.join() }
        while runRound() {}
    }

    // MARK: A round

    private func runRound(waiting: Bool) -> Bool {
        let logs = waiting ? waitForShare() : state.withLock { Self.takeShare(&$0) }
        guard !logs.isEmpty else { return false }
        let works = logs.map { $0.takeSyncWork() }
        startWriteBack(works)
        for (log, work) in zip(logs, works) {
            if let work { log.synced(sync(work)) }
            finish(log)
        }
        return true
    }

    /// Waits until there is something to do; nothing is given when the queue stops.
    private func waitForShare() -> [any Syncable] {
        state.withLock { $0.idleThreads += 1 }
        return state.wait { state in
            guard !state.waiting.isEmpty || state.isStopping else { return nil }
            state.idleThreads -= 1
            return Self.takeShare(&state)
        }
    }

    /// Takes the logs that wait longest; a part of them where other threads are idle.
    private static func takeShare(_ state: inout State) -> [any Syncable] {
        let sharers = 1 + state.idleThreads
        let count = (state.waiting.count + sharers - 1) / sharers
        let share = Array(state.waiting.prefix(count))
        state.waiting.removeFirst(count)
        for log in share { state.standings[ObjectIdentifier(log)] = .atWork }
        return share
    }

    /// Lets the kernel write all files at once, so that each fdatasync finds little to do.
    ///
    /// What it refuses here shows when the file is synced.
    private func startWriteBack(_ works: [SyncWork?]) {
        let files = works.flatMap { $0?.files ?? [] }
        guard files.count > 1 else { return }
        for file in files { try? file.startWriteBack() }
    }

    private func sync(_ work: SyncWork) -> SyncResult {
        do throws(Errno) {
            for file in work.files { try file.sync() }
            for directory in work.directories { try disk.syncDirectory(directory) }
            return SyncResult(work)
        } catch {
            return SyncResult(work, failure: error)
        }
    }

    /// Gives the log back; it waits again, or rests, if it was added meanwhile.
    private func finish(_ log: any Syncable) {
        let waitsAgain = state.withLock { state in
            switch state.standings.removeValue(forKey: ObjectIdentifier(log)) {
            case .atWorkAndWaiting:
                return state.enlist(log)
            case .atWorkAndResting(let milliseconds):
                state.rest(log, milliseconds: milliseconds)
                return false
            case .resting, .waiting, .atWork, nil:
                return false
            }
        }
        if waitsAgain { state.wakeOne() }
    }
}

extension SyncQueue.State {
    /// Puts a log behind those that wait.
    ///
    /// - Returns: whether a thread is to be woken for it.
    fileprivate mutating func enlist(_ log: any Syncable) -> Bool {
        standings[ObjectIdentifier(log)] = .waiting
        waiting.append(log)
        return idleThreads > 0
    }

    fileprivate mutating func rest(_ log: any Syncable, milliseconds: Int64) {
        standings[ObjectIdentifier(log)] = .resting
        resting.append(SyncQueue.Rest(log: log, milliseconds: milliseconds))
    }
}
