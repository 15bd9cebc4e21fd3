import KafkaProtocol
import LogEngine

/// The offsets of the groups of a partition: the committed ones, and those of open transactions.
///
/// What happened in the log's order makes it, while it happens and when it is loaded.
struct GroupOffsets: Sendable {
    private var committed = CommittedOffsets()
    private var pending = PendingOffsets()

    /// About what all of them take, in bytes.
    var byteCount: Int { committed.byteCount + pending.byteCount }

    /// The groups of which there is an offset, be it only a pending one.
    var groups: Set<String> { Set(committed.groups).union(pending.groups) }

    /// What a group has committed.
    subscript(group: String) -> [TopicPartition: CommittedOffset] { committed[group] }

    subscript(group: String, partition: TopicPartition) -> CommittedOffset? {
        committed[group, partition]
    }

    /// What a commit that comes now takes the place of, of a producer's transaction or of none.
    subscript(
        group: String, partition: TopicPartition, by producer: ProducerID?
    ) -> CommittedOffset? {
        guard let producer else { return committed[group, partition] }
        return pending[group, partition, by: producer]
    }

    /// Whether a group has neither committed anything nor will a transaction for it.
    func hasNone(_ group: String) -> Bool {
        committed[group].isEmpty && !pending.contains(group)
    }

    /// Whether an open transaction has committed something for the group.
    func isPending(_ group: String) -> Bool { pending.contains(group) }

    /// Whether an open transaction has committed an offset of the partition (O-7).
    func isPending(_ group: String, _ partition: TopicPartition) -> Bool {
        pending.contains(group, partition)
    }

    /// The partitions of which a group has an offset, be it only a pending one, in order.
    func partitions(of group: String) -> [TopicPartition] {
        Set(committed[group].keys).union(pending.partitions(of: group)).sorted()
    }

    // MARK: What happens

    /// Takes in a commit: one of a transaction waits for its end.
    mutating func commit(
        _ offset: CommittedOffset, _ group: String, _ partition: TopicPartition,
        by producer: ProducerID?
    ) {
        if let producer {
            pending.note(offset, group, partition, by: producer)
        } else {
            committed[group, partition] = offset
        }
    }

    /// Takes in a tombstone: it drops what is pending as well.
    mutating func forget(_ group: String, _ partition: TopicPartition) {
        committed[group, partition] = nil
        pending.forget(group, partition)
    }

    /// Takes in the end of a producer's transaction: what it committed comes into force, or is dropped.
    ///
    /// What others committed behind its commits stays: else the compacted log, which keeps the last record,
    /// would tell something else than what was seen.
    mutating func end(_ producer: ProducerID, commits: Bool) {
        guard let ended = pending.take(producer), commits else { return }
        for (group, offsets) in ended.byGroup {
            for (partition, offset) in offsets {
                if let known = committed[group, partition],
                    known.recordOffset > offset.recordOffset
                {
                    continue
                }
                committed[group, partition] = offset
            }
        }
    }
}
