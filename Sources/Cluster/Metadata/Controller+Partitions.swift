import KafkaProtocol
package import Syscalls

extension Controller {
    /// A topic that is to have more partitions.
    package struct Growth: Sendable {
        package let name: String
        /// How many it is to have in all.
        package let count: Int32
        /// The brokers of each added one, where the asker chose them.
        package let assignments: [[Int32]]?

        package init(name: String, count: Int32, assignments: [[Int32]]? = nil) {
            self.name = name
            self.count = count
            self.assignments = assignments
        }
    }

    /// Adds partitions to topics; what is refused keeps no other from growing.
    ///
    /// - Returns: for each name, in the order of its first mention, why not, or nil.
    package func createPartitions(
        _ topics: [Growth], validateOnly: Bool = false,
        within allowance: MutationAllowance = .unbounded, now: Timestamp
    ) throws(ClusterError) -> Decision<[(name: String, error: ClusterError?)]> {
        try decide(within: allowance, now: now) { draft in
            var trial = draft
            var seen: Set<String> = []
            var results: [(name: String, error: ClusterError?)] = []
            let twice = Set(topics.map(\.name).filter { !seen.insert($0).inserted })
            seen = []
            for topic in topics where seen.insert(topic.name).inserted {
                do throws(ClusterError) {
                    guard !twice.contains(topic.name) else {
                        throw .invalidRequest("Duplicate topic name.")
                    }
                    try trial.grow(topic)
                    results.append((topic.name, nil))
                } catch {
                    results.append((topic.name, error))
                }
            }
            draft.allowance = trial.allowance
            if !validateOnly { draft = trial }
            return results
        }
    }
}

extension Draft {
    fileprivate mutating func grow(_ growth: Controller.Growth) throws(ClusterError) {
        guard let topic = image.topics[growth.name] else {
            throw .unknownTopic(name: growth.name)
        }
        let added = try addedPartitions(growth, to: topic)
        guard added <= room else {
            throw .policyViolation("Excessively large number of partitions per request.")
        }
        let factor = topic.partitions[0].replicas.count
        let replicas = try replicas(of: added, growth, factor: factor, after: topic)
        try checkRoom(for: added * TopicTable.partitionByteCount, isNew: true)
        try allowance.take(added)
        for (number, brokers) in replicas.enumerated() {
            addPartition(Int32(topic.partitions.count + number), of: topic.id, on: brokers)
        }
    }

    private func addedPartitions(
        _ growth: Controller.Growth, to topic: TopicImage
    ) throws(ClusterError) -> Int {
        let present = topic.partitions.count
        guard growth.count != present else {
            throw .invalidPartitions("Topic already has \(present) partition(s).")
        }
        guard growth.count > present else {
            throw .invalidPartitions(
                "The topic \(topic.name) currently has \(present) partition(s); "
                    + "\(growth.count) would not be an increase.")
        }
        return Int(growth.count) - present
    }

    private mutating func replicas(
        of added: Int, _ growth: Controller.Growth, factor: Int, after topic: TopicImage
    ) throws(ClusterError) -> [[Int32]] {
        guard let assignments = growth.assignments else {
            let brokers = try brokersToPlaceOn(factor: factor)
            let start = Int.random(in: 0..<brokers.count, using: &random)
            return Placement.spread(
                partitions: added, from: topic.partitions.count, factor: factor, over: brokers,
                start: start)
        }
        guard assignments.count == added else {
            throw .invalidReplicaAssignment(
                "Attempted to add \(added) additional partition(s), but only "
                    + "\(assignments.count) assignment(s) were specified.")
        }
        for brokers in assignments { try checkAssignment(brokers, factor: factor) }
        return assignments
    }
}
