package import Syscalls

internal import KafkaProtocol

/// Makes logs durable, many at a time: group commit.
///
/// Every append adds its log. A thread of the queue takes all logs that wait, asks each what there
/// is to sync, lets the kernel begin with all files, syncs them log by log, oldest file first, and
/// tells each log how far it is durable. What is appended meanwhile waits for the next round, and
/// shares its fdatasync. A log is with one thread at a time; the order is that of adding.
///
/// Without ``start(threads:)`` nothing runs by itself: the simulation calls ``runRound()``.
package final class SyncQueue: Sendable {
    /// Where a log stands that the queue knows.
    private enum Standing {
        case waiting
        case atWork
        /// It was added again while a thread had it.
        case atWorkAndWaiting
    }

    private struct State {
        var waiting: [any Syncable] = []
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
            case .atWork:
                state.standings[ObjectIdentifier(log)] = .atWorkAndWaiting
                return false
            case nil:
                state.standings[ObjectIdentifier(log)] = .waiting
                state.waiting.append(log)
                return state.idleThreads > 0
            }
        }
        if isNew { state.wakeOne() }
    }

    /// Syncs what waits now, on the caller's thread.
    ///
    /// - Returns: whether anything waited.
    @discardableResult
    package func runRound() -> Bool {
        runRound(waiting: false)
    }

    /// Syncs all that waits, then ends the threads; returns when they have ended.
    package func stop() {
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

    /// Gives the log back; it waits again if it was added meanwhile.
    private func finish(_ log: any Syncable) {
        let waitsAgain = state.withLock { state in
            let standing = state.standings.removeValue(forKey: ObjectIdentifier(log))
            guard standing == .atWorkAndWaiting else { return false }
            state.standings[ObjectIdentifier(log)] = .waiting
            state.waiting.append(log)
            return state.idleThreads > 0
        }
        if waitsAgain { state.wakeOne() }
    }
}
