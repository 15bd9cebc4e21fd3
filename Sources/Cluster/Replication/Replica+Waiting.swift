package import EventLoop
package import KafkaProtocol
import Syscalls

extension Replica {
    /// Has the loop told of the next advance, unless the high watermark has reached `goal` already
    /// or never will, because the replica leads no more.
    ///
    /// A replica holds at most one watch per loop, for one letter: waits that time out leave
    /// nothing behind, nothing is ever cancelled, and no wake-up is lost. Who waits, the loop knows.
    ///
    /// - Returns: whether there is something to wait for.
    package func watch(before goal: Offset, tell mailbox: Mailbox<LoopLetter>) -> Bool {
        state.withLock { state in
            guard state.isOnline, state.isLeading, state.highWatermark < goal else {
                return false
            }
            state.watch(mailbox)
            return true
        }
    }

    /// As ``watch(before:tell:)``, for the last stable offset: records of a transaction that is open
    /// wake nobody, its marker does.
    package func watch(stableBefore goal: Offset, tell mailbox: Mailbox<LoopLetter>) -> Bool {
        state.withLock { state in
            guard state.isOnline, state.isLeading, state.lastStableOffset < goal else {
                return false
            }
            if !state.stableWatchers.contains(mailbox) { state.stableWatchers.append(mailbox) }
            state.stableGoal = min(state.stableGoal, goal)
            return true
        }
    }

    /// Whether the high watermark is there: cheap, unlike ``status``.
    package func hasReached(_ goal: Offset) -> Bool {
        state.withLock { $0.highWatermark >= goal }
    }

    /// What has become of a batch that was appended here.
    enum BatchFate {
        /// It is committed, and on this broker's disk whatever the topic's durability.
        case durable
        case underWay
        /// Nobody can say: the log is out of service, or the epoch is over.
        case lost
    }

    /// What has become of a batch; while that is open the loop is told when something has moved.
    func fate(of batch: AppendedBatch, tell mailbox: Mailbox<LoopLetter>) -> BatchFate {
        let fate: BatchFate = state.withLock { state in
            guard state.isOnline, state.isLeading, state.leaderEpoch == batch.leaderEpoch else {
                return .lost
            }
            guard state.highWatermark < batch.end || state.syncedEnd < batch.end else {
                return .durable
            }
            state.durableGoal = min(state.durableGoal ?? batch.end, batch.end)
            state.watch(mailbox)
            return .underWay
        }
        if fate == .underWay { requestSync() }
        return fate
    }

    /// Why waiting for the high watermark would be in vain; nil where it is not.
    package func obstacle(inEpoch epoch: LeaderEpoch) -> ReplicaError? {
        state.withLock { state in
            do throws(ReplicaError) {
                try state.checkLeading()
                return state.leaderEpoch == epoch
                    ? nil : .notLeader(leader: -1, epoch: state.leaderEpoch)
            } catch {
                return error
            }
        }
    }

    /// Tells the loops that something has moved.
    ///
    /// Called after the lock is let go.
    func tell(_ loops: [Mailbox<LoopLetter>]) {
        for mailbox in loops {
            mailbox.post(.advanced(ObjectIdentifier(self)))
        }
    }
}

extension Replica.State {
    /// Puts a loop on the list, once.
    mutating func watch(_ mailbox: Mailbox<LoopLetter>) {
        guard !watchers.contains(mailbox) else { return }
        watchers.append(mailbox)
    }
}
