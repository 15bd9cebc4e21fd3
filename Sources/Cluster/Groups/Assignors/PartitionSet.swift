package import Bytes

/// Partitions of several topics, by topic id; a topic without partitions is not in it.
package struct PartitionSet: Sendable, Equatable {
    package private(set) var topics: [Uuid: Set<Int32>] = [:]

    package init() {}

    /// The partitions of these topics.
    package init(_ partitions: some Sequence<(topicID: Uuid, partitions: [Int32])>) {
        for (topicID, indexes) in partitions {
            insert(contentsOf: Set(indexes), of: topicID)
        }
    }

    package var isEmpty: Bool { topics.isEmpty }
    package var count: Int { topics.values.reduce(0) { $0 + $1.count } }

    /// The topics in the order of their ids, each with its partitions in ascending order.
    package var sorted: [(topicID: Uuid, partitions: [Int32])] {
        topics.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }

    package subscript(topicID: Uuid) -> Set<Int32> {
        topics[topicID] ?? []
    }

    /// Whether the partition of the topic is in it.
    package func contains(_ partition: Int32, of topicID: Uuid) -> Bool {
        topics[topicID]?.contains(partition) ?? false
    }

    /// Puts a partition of the topic in.
    package mutating func insert(_ partition: Int32, of topicID: Uuid) {
        topics[topicID, default: []].insert(partition)
    }

    /// Puts partitions of the topic in.
    package mutating func insert(contentsOf partitions: Set<Int32>, of topicID: Uuid) {
        guard !partitions.isEmpty else { return }
        topics[topicID, default: []].formUnion(partitions)
    }

    /// Takes a partition of the topic out, if it is there.
    package mutating func remove(_ partition: Int32, of topicID: Uuid) {
        topics[topicID]?.remove(partition)
        if topics[topicID]?.isEmpty == true {
            topics[topicID] = nil
        }
    }

    /// Whether the other has all of these.
    package func isSubset(of other: PartitionSet) -> Bool {
        topics.allSatisfy { $0.value.isSubset(of: other[$0.key]) }
    }

    /// Whether the two have none in common.
    package func isDisjoint(with other: PartitionSet) -> Bool {
        topics.allSatisfy { $0.value.isDisjoint(with: other[$0.key]) }
    }

    /// What is in both.
    package func intersection(_ other: PartitionSet) -> PartitionSet {
        filtered { topicID, partitions in partitions.intersection(other[topicID]) }
    }

    /// What is here and not in the other.
    package func subtracting(_ other: PartitionSet) -> PartitionSet {
        filtered { topicID, partitions in partitions.subtracting(other[topicID]) }
    }

    /// What is in either.
    package func union(_ other: PartitionSet) -> PartitionSet {
        var union = self
        for (topicID, partitions) in other.topics {
            union.insert(contentsOf: partitions, of: topicID)
        }
        return union
    }

    private func filtered(_ keep: (Uuid, Set<Int32>) -> Set<Int32>) -> PartitionSet {
        var kept = PartitionSet()
        for (topicID, partitions) in topics {
            kept.insert(contentsOf: keep(topicID, partitions), of: topicID)
        }
        return kept
    }
}
