import Bytes

/// Fair shares with as few moves as can be.
///
/// Everybody keeps what it was to have; what nobody has goes to the subscriber with the smallest share;
/// then partitions go one by one from larger shares to smaller ones, as long as that makes them more even.
func uniformAssignment(
    _ subscribers: [PartitionAssignor.Subscriber], _ partitionCounts: [Uuid: Int32]
) -> [String: PartitionSet] {
    var shares = Shares(subscribers, partitionCounts)
    shares.handOutFree()
    shares.even()
    return shares.byMember
}

private struct Shares {
    /// In the order of the members' names, so that the outcome does not depend on a hash.
    private let subscribers: [PartitionAssignor.Subscriber]
    private let topics: [(id: Uuid, count: Int32)]
    private var held: [PartitionSet]
    private var counts: [Int]

    init(_ subscribers: [PartitionAssignor.Subscriber], _ partitionCounts: [Uuid: Int32]) {
        self.subscribers = subscribers.sorted { $0.name < $1.name }
        topics = partitionCounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        held = self.subscribers.map { subscriber in
            var kept = PartitionSet()
            for (topicID, partitions) in subscriber.target.topics
            where subscriber.topics.contains(topicID) {
                let count = partitionCounts[topicID] ?? 0
                kept.insert(contentsOf: partitions.filter { $0 < count }, of: topicID)
            }
            return kept
        }
        counts = held.map(\.count)
    }

    var byMember: [String: PartitionSet] {
        Dictionary(uniqueKeysWithValues: zip(subscribers.map(\.memberID), held))
    }

    mutating func handOutFree() {
        for (topicID, count) in topics {
            let takers = subscribers.indices.filter { subscribers[$0].topics.contains(topicID) }
            guard !takers.isEmpty else { continue }
            let taken = held.reduce(into: Set<Int32>()) { $0.formUnion($1[topicID]) }
            for partition in 0..<count where !taken.contains(partition) {
                guard let least = takers.min(by: { counts[$0] < counts[$1] }) else { continue }
                give(partition, of: topicID, to: least)
            }
        }
    }

    /// Moves one partition at a time from the largest share that can spare one to a subscriber that has
    /// at least two less.
    mutating func even() {
        var hasMoved = true
        while hasMoved {
            hasMoved = false
            for giver in subscribers.indices.sorted(by: { counts[$0] > counts[$1] }) {
                while let (topicID, partition, taker) = move(from: giver) {
                    held[giver].remove(partition, of: topicID)
                    counts[giver] -= 1
                    give(partition, of: topicID, to: taker)
                    hasMoved = true
                }
            }
        }
    }

    private func move(from giver: Int) -> (Uuid, Int32, Int)? {
        var best: (Uuid, Int32, Int)?
        for (topicID, partitions) in held[giver].sorted {
            for taker in subscribers.indices
            where counts[taker] + 2 <= counts[giver] && subscribers[taker].topics.contains(topicID)
            {
                if let last = partitions.last, best.map({ counts[taker] < counts[$0.2] }) ?? true {
                    best = (topicID, last, taker)
                }
            }
        }
        return best
    }

    private mutating func give(_ partition: Int32, of topicID: Uuid, to taker: Int) {
        held[taker].insert(partition, of: topicID)
        counts[taker] += 1
    }
}
