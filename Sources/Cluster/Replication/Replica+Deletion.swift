import Configuration
package import EventLoop
package import KafkaProtocol
import LogEngine
import Syscalls

extension Replica {
    /// Moves the log's start up to `offset`, or to the high watermark where it is nil.
    ///
    /// The records are gone for readers on return. They stay gone once ``isStartDurable(at:)``.
    ///
    /// - Returns: the new start.
    func deleteRecords(before offset: Offset?) throws(ReplicaError) -> Offset {
        let (start, loops) = try state.withLock { state throws(ReplicaError) in
            try state.checkLeading()
            try state.raiseStart(to: offset ?? state.highWatermark)
            return (state.startOffset, state.takeWatchers())
        }
        tell(loops)
        return start
    }

    /// Whether the records before `offset` stay deleted whatever happens.
    package func isStartDurable(at offset: Offset) -> Bool {
        state.withLock { $0.durableStart >= offset }
    }

    /// Has the loop told when the records before `offset` stay deleted, unless they do already.
    ///
    /// - Returns: whether there is something to wait for.
    package func watch(
        durableStartBefore offset: Offset, tell mailbox: Mailbox<LoopLetter>
    ) -> Bool {
        state.withLock { state in
            guard state.isOnline, state.durableStart < offset else { return false }
            state.watch(mailbox)
            return true
        }
    }

    /// The start of the log is on the disk, in its checkpoint.
    func startIsDurable(at start: Offset) {
        let loops = state.withLock { state in
            guard state.durableStart < start else { return [Mailbox<LoopLetter>]() }
            state.durableStart = start
            return state.takeWatchers()
        }
        tell(loops)
    }

    /// Takes the replica out of service for ever: its topic was deleted.
    func retire() {
        let loops = state.withLock { state in
            state.service = .deleted
            state.log?.abandon()
            state.log = nil
            return state.takeWatchers()
        }
        tell(loops)
    }
}

extension Replica.State {
    fileprivate mutating func raiseStart(to goal: Offset) throws(ReplicaError) {
        let policy = configuration.cleanupPolicy
        guard policy.contains(.delete) || !policy.contains(.compact) else {
            throw .policyViolation
        }
        guard goal >= .zero, goal <= highWatermark else {
            throw .log(.outOfRange(goal, available: startOffset..<highWatermark))
        }
        guard let log, goal > log.startOffset else { return }
        do throws(LogError) {
            try log.raiseStart(to: goal)
        } catch {
            note(error)
            throw .log(error)
        }
    }
}
