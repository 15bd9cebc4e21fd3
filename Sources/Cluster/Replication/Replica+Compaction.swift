import Configuration
import EventLoop
import KafkaProtocol
package import LogEngine
import Syscalls

extension Replica: LogHolder {
    /// Runs `body` with the log while nobody else has it; what it throws takes the log out of service
    /// where that is final.
    package func withLog<Result: Sendable>(
        _ body: (PartitionLog) throws(LogError) -> Result
    ) throws(LogError) -> Result? {
        var failure: LogError?
        var result: Result?
        let loops = state.withLock { state in
            guard state.isOnline, let log = state.log else { return [Mailbox<LoopLetter>]() }
            do throws(LogError) {
                result = try body(log)
            } catch {
                failure = error
                state.note(error)
            }
            return state.isOnline ? [] : state.takeWatchers()
        }
        tell(loops)
        if let failure { throw failure }
        return result
    }

    /// How much compaction has to do; nil where it has nothing to do with this log.
    func dirtiness(now: Timestamp) -> Dirtiness? {
        let (cleanedTo, stableEnd) = compactionBounds
        guard let stableEnd else { return nil }
        // What the disk refuses here shows where it is read for a client.
        return
            (try? withLog { log throws(LogError) in
                try log.dirtiness(cleanedTo: cleanedTo, stableEnd: stableEnd, now: now)
            }) ?? nil
    }

    /// Compacts the log once.
    ///
    /// One thread at a time.
    ///
    /// - Returns: whether it is compacted further than before.
    func compact(
        now: Timestamp, within limits: CompactionLimits, progress: @escaping (Int) -> Bool
    ) -> Bool {
        let (cleanedTo, stableEnd) = compactionBounds
        guard let stableEnd else { return false }
        do throws(LogError) {
            let work = try withLog { log throws(LogError) in
                try log.takeCompaction(cleanedTo: cleanedTo, stableEnd: stableEnd, now: now)
            }
            guard let work, let work else { return false }
            var random = SystemRandomNumberGenerator()
            let compaction = try Compaction(
                of: work, within: limits, random: &random, progress: progress)
            guard try compaction.run(on: self) else { return false }
            state.withLock { $0.cleanedTo = compaction.end }
            return true
        } catch {
            // A batch that cannot be read is left alone, and the log with it, until the next start;
            // a full disk is one that has room later.
            if case .corruptBatch = error { state.withLock { $0.isUncleanable = true } }
            return false
        }
    }

    /// How far the log was compacted, and up to where it may be now; nil where it is not to be.
    private var compactionBounds: (cleanedTo: Offset?, stableEnd: Offset?) {
        state.withLock { state in
            guard state.isOnline, !state.isUncleanable else { return (nil, nil) }
            return (state.cleanedTo, state.lastStableOffset)
        }
    }

    /// How far the log was compacted; nil where it never was.
    var cleanedTo: Offset? { state.withLock { $0.cleanedTo } }
}
