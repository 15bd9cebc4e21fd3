import Bytes
import EventLoop
import KafkaMessages
import KafkaProtocol
import LogEngine
package import Syscalls

extension OffsetsPartition {
    /// Reads the log from its start to its end and makes groups of it; then the partition serves.
    ///
    /// Where it cannot be read its groups have no coordinator until it can.
    package func load(now: Instant) throws(LoadFailure) {
        do throws(LoadFailure) {
            serve(try loaded(), now)
        } catch {
            state.withLock { state in
                if state.phase == .loading { state.phase = .unread }
            }
            throw error
        }
    }

    private func loaded() throws(LoadFailure) -> LoadedGroups {
        var loaded = LoadedGroups()
        _ = try replica.replay { slice, offset throws(LoadFailure) in
            try loaded.replay(slice, from: offset)
        }
        return loaded
    }

    /// Whether the broker leads the partition no more.
    var isClosed: Bool { state.withLock { $0.phase == .closed } }

    /// Serves at once where the log holds nothing.
    ///
    /// - Returns: false where there is something to load.
    func serveIfEmpty() -> Bool {
        let status = replica.status
        guard status.isOnline, status.startOffset == status.endOffset else { return false }
        state.withLock { $0.phase = .serving }
        return true
    }

    /// Serves no more: whoever waits is told to look for the coordinator elsewhere.
    package func close() {
        let loops = state.withLock { state -> [Mailbox<LoopLetter>] in
            state.phase = .closed
            defer { state.watchers = [] }
            return state.watchers
        }
        tell(loops)
    }

    private func serve(_ loaded: LoadedGroups, _ now: Instant) {
        state.withLock { state in
            guard state.phase != .closed else { return }
            state.offsets = loaded.offsets
            for (id, value) in loaded.classic {
                state.groups[id] = .classic(
                    ClassicGroup(id: id, settings: settings.classic, loaded: value, now: now))
            }
            for (id, var group) in loaded.consumers {
                group.use(settings.consumer)
                group.beginService(now: now)
                state.groups[id] = .consumer(group)
            }
            for id in loaded.offsets.groups where state.groups[id] == nil {
                state.groups[id] = .classic(ClassicGroup(id: id, settings: settings.classic))
            }
            state.lookForDeadlines()
            settleLoaded(&state)
            state.phase = .serving
        }
    }
}
