import Configuration
import EventLoop
import KafkaProtocol
import LogEngine
import Syscalls

// MARK: - Role and configuration

extension Replica {
    /// Does what a partition of a new image says: leads it in its epoch, or rests.
    ///
    /// An older epoch than the one in force is passed over.
    func assume(_ image: PartitionImage, on broker: Int32, _ configuration: TopicConfiguration) {
        let loops = state.withLock { state in
            state.configure(configuration)
            state.isrCount = image.isr.count
            state.minInsyncReplicas = min(configuration.minInsyncReplicas, image.replicas.count)
            guard image.leaderEpoch > state.leaderEpoch else { return state.advance() }
            guard image.leader == broker else {
                state.role = .idle(leader: image.leader, epoch: image.leaderEpoch)
                return state.takeWatchers()
            }
            return state.lead(in: image.leaderEpoch)
        }
        requestSync()
        tell(loops)
    }

    /// Takes the log out of service.
    func fail(_ error: LogError) {
        let loops = state.withLock { state in
            if state.isOnline { state.service = .failed(error) }
            return state.takeWatchers()
        }
        tell(loops)
    }
}

extension Replica.State {
    /// Takes a changed configuration into force.
    fileprivate mutating func configure(_ new: TopicConfiguration) {
        guard new != configuration else { return }
        configuration = new
        log?.configuration = new
    }

    /// Begins an epoch as its leader, at the present end of the log.
    fileprivate mutating func lead(in epoch: LeaderEpoch) -> [Mailbox<LoopLetter>] {
        log?.assignEpoch(epoch)
        log?.forgetVerifications()
        role = .leading(epoch: epoch, start: log?.endOffset ?? .zero)
        return takeWatchers() + advance()
    }
}

// MARK: - Rounds of upkeep

extension Replica {
    /// Whether a round of upkeep may find something to do here, or to tell the operator.
    var isInUse: Bool {
        state.withLock { state in
            state.log?.isUnused == false || state.trouble != state.toldTrouble
        }
    }

    /// Forgets producers that were not heard of for so long (I-8).
    func expireProducers(after milliseconds: Int64, now: Timestamp) {
        state.withLock { state in
            guard state.isOnline else { return }
            state.log?.expireProducers(after: milliseconds, now: now)
        }
    }

    /// Rolls and removes segments as the configuration says.
    func applyRetention(now: Timestamp) {
        let (loops, isDirty) = state.withLock { state in
            guard state.isOnline, state.isLeading, let log = state.log else {
                return ([Mailbox<LoopLetter>](), false)
            }
            let start = log.startOffset
            do throws(LogError) {
                try log.applyRetention(now: now, highWatermark: state.highWatermark)
            } catch {
                state.note(error)
            }
            let hasMoved = log.startOffset > start || !state.isOnline
            return (hasMoved ? state.takeWatchers() : [], log.isDirty)
        }
        // A segment that was begun is on the disk before those before it go.
        if isDirty { request(.now) }
        tell(loops)
    }

    /// What the checkpoints of the data directory hold of a log.
    struct CheckpointRow: Sendable {
        let recoveryPoint: Offset
        let highWatermark: Offset
        let startOffset: Offset
    }

    /// Writes down what only memory holds of the log: indexes, epochs, producers.
    ///
    /// The next start then begins where the log ends now. It happens outside the lock; one thread
    /// calls it.
    ///
    /// - Returns: what the checkpoints are to hold; nil where there is nothing on the disk to tell
    ///   of, or the log is out of service.
    func checkpoint() -> CheckpointRow? {
        let (checkpoint, sync) = state.withLock { state in
            (state.isOnline ? state.log?.takeCheckpoint() : nil, state.takeSyncRequest())
        }
        request(sync)
        if let checkpoint {
            var isWritten = true
            do throws(Errno) {
                try checkpoint.write()
            } catch {
                // A disk that is full or fails is told of by the appends; the next round tries again.
                isWritten = false
            }
            state.withLock { $0.log?.checkpointed(checkpoint, isWritten: isWritten) }
        }
        return state.withLock { state in
            guard state.isOnline, let log = state.log, log.segmentCount > 0 else { return nil }
            return CheckpointRow(
                recoveryPoint: log.recoveryPoint, highWatermark: state.highWatermark,
                startOffset: log.startOffset)
        }
    }

    /// Closes the log in order; all of it is on the disk, and nothing is taken any more.
    ///
    /// - Returns: whether the next start may trust the log without looking through it.
    func close() -> Bool {
        state.withLock { state in
            guard let log = state.log else { return state.isOnline }
            guard state.isOnline else { return false }
            guard state.extent != state.opened || log.isDirty || log.recoveryPoint < log.endOffset
            else {
                log.abandon()
                return true
            }
            do throws(LogError) {
                try log.close()
                state.syncedEnd = log.endOffset
                if state.isLeading { state.highWatermark = max(state.highWatermark, log.endOffset) }
                return true
            } catch {
                state.service = .failed(error)
                return false
            }
        }
    }

    /// Moves the start up and lets go of what lies before it, segments that are being written
    /// included: for a log whose beginning a snapshot holds.
    func trim(to offset: Offset, now: Timestamp) {
        state.withLock { state in
            guard state.isOnline, let log = state.log, offset <= state.highWatermark else { return }
            do throws(LogError) {
                try log.roll()
                try log.raiseStart(to: offset)
                try log.applyRetention(now: now, highWatermark: state.highWatermark)
            } catch {
                state.note(error)
            }
        }
    }

    /// Removes the files of segments that went a while ago.
    func removeExpiredFiles(now: Timestamp, from disk: any Disk) {
        let files = state.withLock { state in
            state.isOnline ? state.log?.takeExpiredFiles(now: now) ?? [] : []
        }
        // One that the disk does not remove lies there until the next start finds it.
        for file in files { try? disk.remove(file) }
    }
}

// MARK: - What the operator is told

extension Replica {
    /// What has gone wrong, or right again, since this was asked last.
    func takeTrouble() -> Trouble? {
        state.withLock { state in
            let trouble = state.trouble
            guard trouble != state.toldTrouble else { return nil }
            defer { state.toldTrouble = trouble }
            return trouble ?? .recovered
        }
    }
}

extension Replica.State {
    fileprivate var trouble: Replica.Trouble? {
        if case .failed(let error) = service { return .outOfService(error) }
        return isFull ? .full : nil
    }
}
