import Configuration
import EventLoop
import KafkaProtocol
package import LogEngine
import Syscalls

/// How soon a log is to be synced.
enum LogSyncRequest: Equatable {
    /// When so many milliseconds have passed, together with what comes until then.
    case resting(milliseconds: Int64)
    case now
}

// MARK: - When

extension Replica {
    /// Asks the queue of syncs; called after the lock is let go.
    func request(_ sync: LogSyncRequest?) {
        switch sync {
        case nil: return
        case .now: syncs.add(self)
        case .resting(let milliseconds): syncs.add(self, restingMs: milliseconds)
        }
    }

    /// Has synced what is to be: after appends that left it to their caller, and when somebody waits
    /// for it now, or the configuration has changed.
    package func requestSync() {
        request(state.withLock { $0.takeSyncRequest() })
    }
}

extension Replica.State {
    /// For so long records of a topic that is `async` are in the page cache alone, at most, and
    /// until the next round of upkeep.
    private static var longestRestMs: Int64 { 1000 }

    /// How soon what is not on the disk should be; nil where that was asked for already.
    ///
    /// Where acknowledgements wait for the disk, at once. Otherwise Kafka's `flush.messages` and
    /// `flush.ms` say when, and a second where they say nothing: syncing all the time would help
    /// nobody and cost a core.
    mutating func takeSyncRequest() -> LogSyncRequest? {
        guard let log, log.isDirty, syncRequest != .now else { return nil }
        let unsynced = Int64(syncedEnd.distance(to: log.endOffset))
        if configuration.durability == .sync || durableGoal != nil
            || unsynced >= configuration.flushMessages || configuration.flushMs <= 0
        {
            syncRequest = .now
            return .now
        }
        guard syncRequest == nil else { return nil }
        let request = LogSyncRequest.resting(
            milliseconds: min(configuration.flushMs, Self.longestRestMs))
        syncRequest = request
        return request
    }
}

// MARK: - What

extension Replica: Syncable {
    /// What there is to sync; nothing where the log is out of service.
    package func takeSyncWork() -> SyncWork? {
        state.withLock { state in
            state.syncRequest = nil
            guard state.isOnline else { return nil }
            return state.log?.takeSyncWork()
        }
    }

    /// Has the log's next sync make the names in these directories durable too.
    func noteNames(in directories: [String]) {
        state.withLock { $0.log?.noteNames(in: directories) }
    }

    /// Moves the high watermark, and tells who waits for it.
    package func synced(_ result: SyncResult) {
        tell(state.withLock { state in state.note(result) })
    }
}

extension Replica.State {
    /// Counts what is on the disk now; a file whose sync failed is never trusted again (ST3).
    ///
    /// - Returns: the loops to tell, if the high watermark moved or the log went out of service.
    fileprivate mutating func note(_ result: SyncResult) -> [Mailbox<LoopLetter>] {
        guard let log else { return [] }
        if let failure = result.failure {
            service = .failed(.disk(failure))
            log.abandon()
            return takeWatchers()
        }
        guard log.synced(result.work) else { return [] }
        syncedEnd = max(syncedEnd, result.work.end)
        let loops = advance()
        guard let goal = durableGoal, goal <= syncedEnd else { return loops }
        durableGoal = nil
        return loops + takeWatchers()
    }
}
