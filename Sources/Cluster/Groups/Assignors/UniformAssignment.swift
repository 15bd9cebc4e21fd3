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

    /// Moves one partition at a time from the largest share to the smallest one, as long as they differ by
    /// two; where those two have no topic in common, from the next largest that can spare one.
    mutating func even() {
        while let (giver, topicID, partition, taker) = nextMove() {
            held[giver].remove(partition, of: topicID)
            counts[giver] -= 1
            give(partition, of: topicID, to: taker)
        }
    }

    private func nextMove() -> (giver: Int, topicID: Uuid, partition: Int32, taker: Int)? {
        guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }),
            let least = counts.indices.min(by: { counts[$0] < counts[$1] }),
            counts[least] + 2 <= counts[most]
        else { return nil }
        if let (topicID, partition) = spare(of: most, for: least) {
            return (most, topicID, partition, least)
        }
        let takers = counts.indices.sorted { counts[$0] < counts[$1] }
        for giver in takers.reversed() {
            for taker in takers where counts[taker] + 2 <= counts[giver] {
                if let (topicID, partition) = spare(of: giver, for: taker) {
                    return (giver, topicID, partition, taker)
                }
            }
        }
        return nil
    }

    /// A partition that one has and the other subscribes to.
    private func spare(of giver: Int, for taker: Int) -> (Uuid, Int32)? {
        for (topicID, _) in topics where subscribers[taker].topics.contains(topicID) {
            if let last = held[giver][topicID].max() {
                return (topicID, last)
            }
        }
        return nil
    }

    private mutating func give(_ partition: Int32, of topicID: Uuid, to taker: Int) {
        held[taker].insert(partition, of: topicID)
        counts[taker] += 1
    }
}
