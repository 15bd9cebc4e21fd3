import Bytes
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls

/// What the log of a partition of `__consumer_offsets` said so far.
///
/// Nothing of it is passed over: a group that has lost a record goes on from a place where it never was.
struct LoadedGroups {
    private(set) var offsets = GroupOffsets()
    private(set) var classic: [String: GroupMetadataValue] = [:]
    private(set) var consumers: [String: ConsumerGroup] = [:]

    /// Takes in the records of a slice.
    ///
    /// - Returns: the offset after the last of them.
    mutating func replay(
        _ slice: FileSlice, from start: Offset
    ) throws(LoadFailure) -> Offset {
        try slice.replay(from: start) { batch throws(LoadFailure) in try replay(batch) }
    }

    private mutating func replay(_ batch: borrowing RecordBatch) throws(LoadFailure) {
        if batch.header.isControl { return try replayMarker(batch) }
        var facts: [(offset: Offset, record: CoordinatorRecord)] = []
        var undecodable: Offset?
        try batch.replay { record in
            let offset = batch.header.baseOffset.advanced(by: record.offsetDelta)
            guard let key = record.key else {
                undecodable = offset
                return false
            }
            do throws(MalformedMessage) {
                guard let fact = try CoordinatorRecord(key: key, value: record.value) else {
                    return true
                }
                facts.append((offset, fact))
                return true
            } catch {
                undecodable = offset
                return false
            }
        }
        if let undecodable { throw .undecodable(at: undecodable) }
        let producer = batch.header.isTransactional ? batch.header.producerID : nil
        for (offset, record) in facts {
            apply(record, at: offset, by: producer)
        }
    }

    /// A transaction's end; other control records say nothing of groups.
    private mutating func replayMarker(_ batch: borrowing RecordBatch) throws(LoadFailure) {
        var commits: Bool?
        try batch.replay { record in
            guard let key = record.key, let kind = ControlRecord(key: key)?.kind else {
                return true
            }
            if kind == .commit { commits = true }
            if kind == .abort { commits = false }
            return true
        }
        if let commits { offsets.end(batch.header.producerID, commits: commits) }
    }

    private mutating func apply(
        _ record: CoordinatorRecord, at offset: Offset, by producer: ProducerID?
    ) {
        switch record {
        case .offset(let group, let partition, var committed?):
            committed.recordOffset = offset
            offsets.commit(committed, group, partition, by: producer)
        case .offset(let group, let partition, nil):
            offsets.forget(group, partition)
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
