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

    package func contains(_ partition: Int32, of topicID: Uuid) -> Bool {
        topics[topicID]?.contains(partition) ?? false
    }

    package mutating func insert(_ partition: Int32, of topicID: Uuid) {
        topics[topicID, default: []].insert(partition)
    }

    package mutating func insert(contentsOf partitions: Set<Int32>, of topicID: Uuid) {
        guard !partitions.isEmpty else { return }
        topics[topicID, default: []].formUnion(partitions)
    }

    package mutating func remove(_ partition: Int32, of topicID: Uuid) {
        topics[topicID]?.remove(partition)
        if topics[topicID]?.isEmpty == true {
            topics[topicID] = nil
        }
    }

    package func isSubset(of other: PartitionSet) -> Bool {
        topics.allSatisfy { $0.value.isSubset(of: other[$0.key]) }
    }

    package func isDisjoint(with other: PartitionSet) -> Bool {
        topics.allSatisfy { $0.value.isDisjoint(with: other[$0.key]) }
    }

    package func intersection(_ other: PartitionSet) -> PartitionSet {
        filtered { topicID, partitions in partitions.intersection(other[topicID]) }
    }

    package func subtracting(_ other: PartitionSet) -> PartitionSet {
        filtered { topicID, partitions in partitions.subtracting(other[topicID]) }
    }

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
