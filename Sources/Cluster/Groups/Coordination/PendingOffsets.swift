import KafkaProtocol
import LogEngine

/// What open transactions have committed for groups: nobody sees it before they end.
///
/// A producer has one open transaction at most, so that its id names it.
struct PendingOffsets: Sendable {
    private var byProducer: [ProducerID: CommittedOffsets] = [:]
    /// About what all of them take, in bytes.
    private(set) var byteCount = 0
    /// The same the other way round: by whom something is pending.
    private var producers: [String: [TopicPartition: Set<ProducerID>]] = [:]

    /// The groups for which something is pending.
    var groups: some Collection<String> { producers.keys }

    /// The partitions of a group for which something is pending.
    func partitions(of group: String) -> some Collection<TopicPartition> {
        (producers[group] ?? [:]).keys
    }

    func contains(_ group: String) -> Bool { producers[group] != nil }

    func contains(_ group: String, _ partition: TopicPartition) -> Bool {
        producers[group]?[partition] != nil
    }

    /// Notes a commit of a producer's transaction; it takes the place of an earlier one.
    mutating func note(
        _ committed: CommittedOffset, _ group: String, _ partition: TopicPartition,
        by producer: ProducerID
    ) {
        change(producer) { $0[group, partition] = committed }
        producers[group, default: [:]][partition, default: []].insert(producer)
    }

    /// What a producer's open transaction has committed of a partition.
    subscript(
        group: String, partition: TopicPartition, by producer: ProducerID
    ) -> CommittedOffset? {
        byProducer[producer]?[group, partition]
    }

    private mutating func change(
        _ producer: ProducerID, _ body: (inout CommittedOffsets) -> Void
    ) {
        var offsets = byProducer.removeValue(forKey: producer) ?? CommittedOffsets()
        byteCount -= offsets.byteCount
        body(&offsets)
        byteCount += offsets.byteCount
        byProducer[producer] = offsets
    }

    /// Drops what any transaction has committed there.
    mutating func forget(_ group: String, _ partition: TopicPartition) {
        for producer in producers[group]?[partition] ?? [] {
            change(producer) { $0[group, partition] = nil }
        }
        drop(group, partition)
    }

    /// Takes out what a producer's transaction has committed.
    mutating func take(_ producer: ProducerID) -> CommittedOffsets? {
        guard let taken = byProducer.removeValue(forKey: producer) else { return nil }
        byteCount -= taken.byteCount
        for (group, offsets) in taken.byGroup {
            for partition in offsets.keys {
                producers[group]?[partition]?.remove(producer)
                if producers[group]?[partition]?.isEmpty == true {
                    drop(group, partition)
                }
            }
        }
        return taken
    }

    private mutating func drop(_ group: String, _ partition: TopicPartition) {
        producers[group]?[partition] = nil
        if producers[group]?.isEmpty == true {
            producers[group] = nil
        }
    }
}
