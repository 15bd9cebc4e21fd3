import Bytes

/// Cuts each topic's partitions into as many runs as it has subscribers, the first ones longer by one.
///
/// All topics are cut in the same order of members, so that members with the same topics get the same
/// partition numbers of each.
func rangeAssignment(
    _ subscribers: [PartitionAssignor.Subscriber], _ partitionCounts: [Uuid: Int32]
) -> [String: PartitionSet] {
    let inOrder = subscribers.sorted { $0.name < $1.name }
    var shares = Dictionary(uniqueKeysWithValues: inOrder.map { ($0.memberID, PartitionSet()) })
    for (topicID, count) in partitionCounts {
        let takers = inOrder.filter { $0.topics.contains(topicID) }
        guard !takers.isEmpty else { continue }
        var next: Int32 = 0
        for (place, taker) in takers.enumerated() {
            let isLonger = place < Int(count) % takers.count
            let length = count / Int32(takers.count) + (isLonger ? 1 : 0)
            shares[taker.memberID]?.insert(contentsOf: Set(next..<next + length), of: topicID)
            next += length
        }
    }
    return shares
}
