import Bytes

/// What is wanted, and what follows from it: group epoch and target assignment.
extension ConsumerGroup {
    /// The next group epoch: something is wanted that was not before.
    mutating func moveEpoch() {
        epoch += 1
        records.append(.epoch(epoch, subscriptionHash: subscriptionHash))
    }

    /// Notes which topics a regular expression matches now.
    mutating func resolve(_ regex: String?, _ topics: TopicDirectory) {
        guard let regex, !regex.isEmpty, let found = topics.matching(regex), matches[regex] != found
        else {
            return
        }
        matches[regex] = found
        records.append(.regularExpression(regex, found))
    }

    /// Looks at the topics anew, as they were made, grew or went.
    ///
    /// - Returns: whether what the members subscribe to has changed.
    mutating func refreshSubscriptions(_ topics: TopicDirectory) -> Bool {
        let inUse = Set(members.compactMap(\.topicRegex))
        for regex in matches.keys.sorted() where !inUse.contains(regex) {
            matches[regex] = nil
            records.append(.regularExpression(regex, nil))
        }
        for regex in inUse.sorted() {
            resolve(regex, topics)
        }
        let hash = hash(of: subscribedTopics, topics)
        defer { subscriptionHash = hash }
        return hash != subscriptionHash
    }

    /// FNV-1a over the topics that are there: stable over restarts.
    private func hash(of names: Set<String>, _ topics: TopicDirectory) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ value: UInt64) {
            for shift in stride(from: 0, to: 64, by: 8) {
                hash = (hash ^ (value >> UInt64(shift) & 0xFF)) &* 0x100_0000_01B3
            }
        }
        for name in names.sorted() {
            guard let topic = topics.topic(name) else { continue }
            mix(topic.id.high)
            mix(topic.id.low)
            mix(UInt64(topic.partitionCount))
        }
        return hash
    }

    /// The assignor that most members name; if none names one, the default.
    package var assignor: PartitionAssignor {
        var votes: [PartitionAssignor: Int] = [:]
        for member in members {
            guard let name = member.assignor, let assignor = PartitionAssignor(rawValue: name)
            else {
                continue
            }
            votes[assignor, default: 0] += 1
        }
        var best = settings.assignors.first ?? .uniform
        for assignor in settings.assignors where votes[assignor] ?? 0 > votes[best] ?? 0 {
            best = assignor
        }
        return best
    }

    /// Computes the target assignment, where it is older than the group epoch.
    mutating func computeTargets(_ topics: TopicDirectory) {
        guard assignmentEpoch < epoch else { return }
        let known = Dictionary(
            uniqueKeysWithValues: subscribedTopics.compactMap { name in
                topics.topic(name).map { (name, $0) }
            })
        let subscribers = members.map { member in
            PartitionAssignor.Subscriber(
                name: member.instanceID ?? member.id, memberID: member.id,
                topics: Set(subscribedTopics(of: member).compactMap { known[$0]?.id }),
                target: targets[member.id] ?? PartitionSet())
        }
        let counts = Dictionary(
            known.values.map { ($0.id, $0.partitionCount) }, uniquingKeysWith: { first, _ in first }
        )
        let assigned = assignor.assign(subscribers, partitionCounts: counts)
        for member in members {
            let target = assigned[member.id] ?? PartitionSet()
            guard targets[member.id] != target else { continue }
            targets[member.id] = target
            records.append(.target(member.id, target))
        }
        assignmentEpoch = epoch
        records.append(.assignmentEpoch(epoch))
    }
}
