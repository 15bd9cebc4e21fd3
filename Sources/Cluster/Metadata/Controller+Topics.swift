package import Bytes
import Configuration
import KafkaProtocol
package import Syscalls
import KafkaMessages

/// A topic that is to be made.
package struct NewTopic: Sendable {
    package let name: String
    /// -1 for `num.partitions`.
    package var partitionCount: Int32
    /// -1 for `default.replication.factor`.
    package var replicationFactor: Int16
    /// The brokers of each partition, where the asker chose them; then both counts are -1.
    package var assignments: [(partition: Int32, brokers: [Int32])]
    package var configs: [(name: String, value: String?)]
    /// One of the brokers' own, which is made whatever room there is.
    var isOwn = false

    package init(
        name: String, partitionCount: Int32 = -1, replicationFactor: Int16 = -1,
        assignments: [(partition: Int32, brokers: [Int32])] = [],
        configs: [(name: String, value: String?)] = []
    ) {
        self.name = name
        self.partitionCount = partitionCount
        self.replicationFactor = replicationFactor
        self.assignments = assignments
        self.configs = configs
    }
}

/// A topic that was made, or would be.
package struct CreatedTopic: Sendable, Equatable {
    package let id: Uuid
    package let partitionCount: Int32
    package let replicationFactor: Int16
    /// What is set for it.
    package let overrides: [String: String]
}

extension Controller {
    /// Makes topics; one that is refused keeps no other from being made (A-1 … A-6).
    ///
    /// - Returns: for each name, in the order of its first mention, what became of it.
    package func createTopics(
        _ topics: [NewTopic], validateOnly: Bool = false,
        within allowance: MutationAllowance = .unbounded, now: Timestamp
    ) throws(ClusterError) -> Decision<[(name: String, result: Result<CreatedTopic, ClusterError>)]>
    {
        try decide(within: allowance, now: now) { draft in
            var trial = draft
            var seen: Set<String> = []
            var results: [(name: String, result: Result<CreatedTopic, ClusterError>)] = []
            let twice = Set(topics.map(\.name).filter { !seen.insert($0).inserted })
            seen = []
            for topic in topics where seen.insert(topic.name).inserted {
                guard !twice.contains(topic.name) else {
                    let error = ClusterError.invalidRequest("Duplicate topic name.")
                    results.append((topic.name, .failure(error)))
                    continue
                }
                do throws(ClusterError) {
                    results.append((topic.name, .success(try trial.create(topic))))
                } catch {
                    results.append((topic.name, .failure(error)))
                }
            }
            draft.allowance = trial.allowance
            if !validateOnly { draft = trial }
            return results
        }
    }

    /// A topic that is to be deleted, by name or by identifier.
    package struct TopicReference: Sendable, Hashable {
        package var name: String?
        /// Zero where the name is given.
        package var id: Uuid

        package init(name: String?, id: Uuid = .zero) {
            self.name = name
            self.id = id
        }
    }

    /// What became of a topic that was to be deleted; its name and identifier as far as known.
    package struct DeletedTopic: Sendable {
        package let name: String?
        package let id: Uuid
        package let error: ClusterError?
    }

    /// Deletes topics; one that is refused keeps no other from being deleted (A-8).
    package func deleteTopics(
        _ topics: [TopicReference], within allowance: MutationAllowance = .unbounded,
        now: Timestamp
    ) throws(ClusterError) -> Decision<[DeletedTopic]> {
        try decide(within: allowance, now: now) { draft in draft.delete(topics) }
    }
}

// MARK: - Creating

extension Draft {
    fileprivate mutating func create(_ topic: NewTopic) throws(ClusterError) -> CreatedTopic {
        try checkName(topic.name)
        let overrides = try checkedTopicConfigs(topic.configs)
        let replicas =
            topic.assignments.isEmpty ? try place(topic) : try assigned(topic)
        guard 1 + replicas.count + overrides.count <= room else {
            throw .policyViolation("Excessively large number of partitions per request.")
        }
        try checkRoom(for: topic, partitions: replicas.count, overrides: overrides)
        try allowance.take(replicas.count)
        let id = newTopicID()
        add(.topic(TopicRecord(name: topic.name, id: id)))
        for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
            add(.config(ConfigRecord(.topic(topic.name), name: name, value: value)))
        }
        for (index, brokers) in replicas.enumerated() {
            addPartition(Int32(index), of: id, on: brokers)
        }
        return CreatedTopic(
            id: id, partitionCount: Int32(replicas.count),
            replicationFactor: Int16(replicas[0].count), overrides: overrides)
    }

    private func checkName(_ name: String) throws(ClusterError) {
        guard name != TopicName.clusterMetadata else {
            throw .invalidRequest("Creation of internal topic \(name) is prohibited.")
        }
        if let complaint = TopicName.complaint(about: name) {
            throw .invalidTopicName("Topic name is invalid: \(complaint)")
        }
        guard image.topics[name] == nil else { throw .topicExists(name: name) }
        if let other = image.topics.colliding(with: name) {
            throw .invalidTopicName("Topic '\(name)' collides with existing topic: \(other)")
        }
    }

    /// Spreads the partitions over the brokers that take part, as many as asked for.
    private mutating func place(_ topic: NewTopic) throws(ClusterError) -> [[Int32]] {
        guard topic.replicationFactor == -1 || topic.replicationFactor > 0 else {
            throw .invalidReplicationFactor(
                "Replication factor must be larger than 0, or -1 to use the default value.")
        }
        guard topic.partitionCount == -1 || topic.partitionCount > 0 else {
            throw .invalidPartitions(
                "Number of partitions was set to an invalid non-positive value.")
        }
        let partitions =
            topic.partitionCount == -1
            ? configuration.numPartitions : Int(topic.partitionCount)
        let factor =
            topic.replicationFactor == -1
            ? configuration.defaultReplicationFactor : Int(topic.replicationFactor)
        guard partitions <= Self.recordLimit else {
            throw .policyViolation("Excessively large number of partitions per request.")
        }
        let brokers = try brokersToPlaceOn(factor: factor)
        let start = Int.random(in: 0..<brokers.count, using: &random)
        return Placement.spread(
            partitions: partitions, from: 0, factor: factor, over: brokers, start: start)
    }

    private func assigned(_ topic: NewTopic) throws(ClusterError) -> [[Int32]] {
        guard topic.replicationFactor == -1 else {
            throw .invalidRequest(
                "A manual partition assignment was specified, but replication factor was not set "
                    + "to -1.")
        }
        guard topic.partitionCount == -1 else {
            throw .invalidRequest(
                "A manual partition assignment was specified, but numPartitions was not set to -1.")
        }
        var replicas: [[Int32]] = []
        for (number, assignment) in topic.assignments.sorted(by: { $0.partition < $1.partition })
            .enumerated()
        {
            guard assignment.partition >= number else {
                throw .invalidReplicaAssignment(
                    "Found multiple manual partition assignments for partition "
                        + "\(assignment.partition)")
            }
            guard assignment.partition == number else {
                throw .invalidReplicaAssignment(
                    "partitions should be a consecutive 0-based integer sequence")
            }
            try checkAssignment(assignment.brokers, factor: replicas.first?.count)
            replicas.append(assignment.brokers)
        }
        return replicas
    }
}

// MARK: - What growing a topic needs too

extension Draft {
    /// The brokers for new replicas.
    func brokersToPlaceOn(factor: Int) throws(ClusterError) -> [Int32] {
        let brokers = image.liveBrokers.map(\.id)
        guard factor <= image.brokers.count else {
            throw .invalidReplicationFactor(
                "Unable to replicate the partition \(factor) time(s): The target replication "
                    + "factor of \(factor) cannot be reached because only "
                    + "\(image.brokers.count) broker(s) are registered.")
        }
        guard factor <= brokers.count else {
            throw .invalidReplicationFactor(
                "Unable to replicate the partition \(factor) time(s): All brokers are currently "
                    + "fenced.")
        }
        return brokers
    }

    func checkAssignment(_ brokers: [Int32], factor: Int?) throws(ClusterError) {
        let complaint = Placement.complaint(
            about: brokers, factor: factor, brokers: image.brokers.keys)
        if let complaint { throw .invalidReplicaAssignment(complaint) }
        guard brokers.contains(where: { image.brokers[$0]?.isFenced == false }) else {
            throw .invalidReplicaAssignment(
                "All brokers specified in the manual partition assignment are fenced or in "
                    + "controlled shutdown.")
        }
    }

    /// Adds a partition that its first live replica leads.
    mutating func addPartition(_ index: Int32, of topic: Uuid, on brokers: [Int32]) {
        let live = brokers.filter { image.brokers[$0]?.isFenced == false }
        let partition = PartitionImage(
            replicas: brokers, isr: live, leader: live.first ?? -1,
            leaderEpoch: LeaderEpoch(rawValue: 0), partitionEpoch: 0,
            directories: brokers.map { image.brokers[$0]?.directories.first ?? .zero })
        add(.partition(PartitionRecord(partition, index: index, topic: topic)))
    }
}

// MARK: - Deleting

extension Draft {
    fileprivate mutating func delete(
        _ topics: [Controller.TopicReference]
    ) -> [Controller.DeletedTopic] {
        guard configuration.deleteTopicEnable else {
            return topics.map { topic in
                .init(name: topic.name, id: topic.id, error: .topicDeletionDisabled)
            }
        }
        let found = topics.map { topic in
            topic.name.map { image.topics[$0] } ?? image.topics[topic.id]
        }
        let mentions = Mentions(topics, found)
        return mentionedOnce(topics).map { position in
            let topic = topics[position]
            let error =
                complaint(about: topic, found: found[position], mentions)
                ?? refusal(toDelete: found[position])
            guard error == nil, let image = found[position] else {
                return .init(name: topic.name, id: topic.id, error: error)
            }
            var record = RemoveTopicRecord()
            record.topicId = image.id
            add(.removeTopic(record))
            return .init(name: image.name, id: image.id, error: nil)
        }
    }

    /// Why no more may be deleted now, if so.
    private mutating func refusal(toDelete topic: TopicImage?) -> ClusterError? {
        do throws(ClusterError) {
            try allowance.take(topic?.partitions.count ?? 0)
            return nil
        } catch {
            return error
        }
    }

    /// The positions of the first mention of each topic.
    private func mentionedOnce(_ topics: [Controller.TopicReference]) -> [Int] {
        var seen: Set<Controller.TopicReference> = []
        return topics.indices.filter { seen.insert(topics[$0]).inserted }
    }

    /// How often topics are mentioned in one request, as they are named and as they are.
    private struct Mentions {
        var byReference: [Controller.TopicReference: Int] = [:]
        var byID: [Uuid: Int] = [:]

        init(_ topics: [Controller.TopicReference], _ found: [TopicImage?]) {
            for (topic, image) in zip(topics, found) {
                byReference[topic, default: 0] += 1
                if let image { byID[image.id, default: 0] += 1 }
            }
        }
    }

    private func complaint(
        about topic: Controller.TopicReference, found: TopicImage?, _ mentions: Mentions
    ) -> ClusterError? {
        switch (topic.name, topic.id) {
        case (nil, .zero):
            return .invalidRequest("Neither topic name nor id were specified.")
        case (.some, let id) where !id.isZero:
            return .invalidRequest("You may not specify both topic name and topic id.")
        default: break
        }
        guard mentions.byReference[topic] == 1 else {
            return .invalidRequest("Duplicate topic \(topic.name == nil ? "id" : "name").")
        }
        guard let image = found else {
            return topic.name.map { .unknownTopic(name: $0) } ?? .unknownTopicID(topic.id)
        }
        guard mentions.byID[image.id] == 1 else {
            return .invalidRequest(
                "The provided topic name maps to an ID that was already supplied.")
        }
        return nil
    }
}
