import KafkaMessages
package import KafkaProtocol

/// Where a group goes on in a partition.
package struct CommittedOffset: Equatable, Sendable {
    package let topic: String
    package let partition: Int32
    package let offset: Offset
    /// What the committer wrote beside it.
    package let metadata: String

    package init(topic: String, partition: Int32, offset: Offset, metadata: String = "") {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.metadata = metadata
    }
}

extension KafkaClient {
    /// The versions that name topics by their names.
    private static let newestByName: Int16 = 9

    /// All offsets that a group has committed, by topic and partition.
    package func committedOffsets(of group: String) throws(ClientError) -> [CommittedOffset] {
        var wanted = OffsetFetchRequest.Groups()
        wanted.groupId = group
        wanted.topics = nil
        var request = OffsetFetchRequest()
        request.groupId = group
        request.topics = nil
        request.groups = [wanted]
        let offsets = try withCoordinator(of: group) { broker throws(ClientError) in
            let response = try ask(request, of: .broker(broker), atMost: Self.newestByName)
            guard let found = response.groups.first else {
                try checkGroup(response.errorCode, group, nil)
                return response.topics.flatMap(Self.offsets)
            }
            try checkGroup(found.errorCode, group, nil)
            return found.topics.flatMap(Self.offsets)
        }
        return offsets.filter { $0.offset >= .zero }.sorted {
            ($0.topic, $0.partition) < ($1.topic, $1.partition)
        }
    }

    /// Commits offsets for a group that has no members.
    package func commit(
        _ offsets: [CommittedOffset], for group: String
    ) throws(ClientError) {
        var request = OffsetCommitRequest()
        request.groupId = group
        for (topic, offsets) in Self.byTopic(offsets) {
            var entry = OffsetCommitRequest.Topics()
            entry.name = topic
            entry.partitions = offsets.map { offset in
                var partition = OffsetCommitRequest.Topics.Partitions()
                partition.partitionIndex = offset.partition
                partition.committedOffset = offset.offset.rawValue
                partition.committedMetadata = offset.metadata
                return partition
            }
            request.topics.append(entry)
        }
        try withCoordinator(of: group) { broker throws(ClientError) in
            let response = try ask(request, of: .broker(broker), atMost: Self.newestByName)
            for topic in response.topics {
                for partition in topic.partitions {
                    let index = partition.partitionIndex
                    try check(
                        partition.errorCode, "partition \(index) of \(topic.name)", nil)
                }
            }
        }
    }

    /// Deletes offsets of a group; those of topics that its members are subscribed to stay.
    package func deleteOffsets(
        _ offsets: [CommittedOffset], of group: String
    ) throws(ClientError) {
        var request = OffsetDeleteRequest()
        request.groupId = group
        for (topic, offsets) in Self.byTopic(offsets) {
            var entry = OffsetDeleteRequest.Topics()
            entry.name = topic
            entry.partitions = offsets.map { offset in
                var partition = OffsetDeleteRequest.Topics.Partitions()
                partition.partitionIndex = offset.partition
                return partition
            }
            request.topics.append(entry)
        }
        try withCoordinator(of: group) { broker throws(ClientError) in
            let response = try ask(request, of: .broker(broker))
            try checkGroup(response.errorCode, group, nil)
            for topic in response.topics {
                for partition in topic.partitions {
                    let index = partition.partitionIndex
                    try check(
                        partition.errorCode, "partition \(index) of \(topic.name)", nil)
                }
            }
        }
    }

    private static func byTopic(
        _ offsets: [CommittedOffset]
    ) -> [(String, [CommittedOffset])] {
        Dictionary(grouping: offsets, by: \.topic).sorted { $0.key < $1.key }.map { ($0, $1) }
    }

    private static func offsets(_ topic: OffsetFetchResponse.Topics) -> [CommittedOffset] {
        topic.partitions.map { partition in
            CommittedOffset(
                topic: topic.name, partition: partition.partitionIndex,
                offset: Offset(rawValue: partition.committedOffset),
                metadata: partition.metadata ?? "")
        }
    }

    private static func offsets(_ topic: OffsetFetchResponse.Groups.Topics) -> [CommittedOffset] {
        topic.partitions.map { partition in
            CommittedOffset(
                topic: topic.name, partition: partition.partitionIndex,
                offset: Offset(rawValue: partition.committedOffset),
                metadata: partition.metadata ?? "")
        }
    }
}
