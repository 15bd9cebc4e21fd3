import Bytes
import EventLoop
import KafkaMessages
import KafkaProtocol
import LogEngine
package import Syscalls

extension OffsetsPartition {
    /// Reads the log from its start to its end and makes groups of it; then the partition serves.
    ///
    /// The log does not grow meanwhile: only the coordinator writes to it, and it does not yet.
    package func load(now: Instant) throws(GroupError) {
        var loaded = Loaded()
        var next = replica.status.startOffset
        var request = ReadRequest()
        request.replicaID = -2
        request.maxBytes = 1 << 20
        while true {
            let result = replica.read(at: next, request)
            guard result.error == nil else { throw .notCoordinator }
            guard let slice = result.slice else { break }
            guard let end = loaded.replay(slice, from: next) else { throw .notAvailable }
            next = end
        }
        serve(loaded, now)
    }

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

    private func serve(_ loaded: Loaded, _ now: Instant) {
        state.withLock { state in
            guard state.phase == .loading else { return }
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
            state.nextDeadline = state.groups.values.reduce(.distantFuture) {
                min($0, $1.nextDeadline)
            }
            state.phase = .serving
        }
    }
}

/// What the log said so far.
private struct Loaded {
    var offsets = CommittedOffsets()
    var classic: [String: GroupMetadataValue] = [:]
    var consumers: [String: ConsumerGroup] = [:]

    /// Takes in the records of a slice.
    ///
    /// - Returns: the offset after the last of them; nil where they cannot be read.
    mutating func replay(_ slice: FileSlice, from start: Offset) -> Offset? {
        guard let bytes = try? slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        else {
            return nil
        }
        let all = unsafe bytes.span.bytes
        var position = 0
        var end = start
        while position < all.byteCount {
            guard let batch = try? RecordBatch(atFrontOf: all.extracting(position..<all.byteCount)),
                replay(batch)
            else { return nil }
            position += batch.header.byteCount
            end = batch.header.nextOffset
        }
        return end
    }

    private mutating func replay(_ batch: borrowing RecordBatch) -> Bool {
        guard !batch.header.isControl else { return true }
        var records: [CoordinatorRecord] = []
        let isRead: Void? = try? batch.forEachRecord { record in
            guard let key = record.key,
                let fact = try? CoordinatorRecord(key: key, value: record.value)
            else { return true }
            records.append(fact)
            return true
        }
        for record in records {
            apply(record)
        }
        return isRead != nil
    }

    private mutating func apply(_ record: CoordinatorRecord) {
        switch record {
        case .offset(let group, let partition, let committed):
            offsets[group, partition] = committed
        case .classicGroup(let id, let value):
            classic[id] = value
        case .consumerGroup(let id, .epoch(nil, _)):
            consumers[id] = nil
        case .consumerGroup(let id, let record):
            // What takes something back makes no group: the rest of it may be compacted away.
            guard consumers[id] != nil || !record.isTombstone else { return }
            var group =
                consumers.removeValue(forKey: id) ?? ConsumerGroup(id: id, settings: .init())
            group.replay(record)
            consumers[id] = group
        }
    }
}
