import KafkaMessages
import KafkaProtocol

extension ApiTable {
    /// Every API that this broker answers, in order of the keys.
    ///
    /// Dispatch, ApiVersions and docs/PROTOCOL.md come from it: what is not here is not announced.
    package static let answered = ApiTable([
        Row(Produce.self),
        Row(Fetch.self),
        Row(ListOffsets.self),
        Row(Metadata.self),
        Row(OffsetCommit.self),
        Row(OffsetFetch.self),
        Row(FindCoordinator.self),
        Row(JoinGroup.self),
        Row(Heartbeat.self),
        Row(LeaveGroup.self),
        Row(SyncGroup.self),
        Row(DescribeGroups.self),
        Row(ListGroups.self),
        Row(ApiVersions.self),
        Row(CreateTopics.self),
        Row(DeleteTopics.self),
        Row(DeleteRecords.self),
        Row(InitProducerId.self),
        Row(OffsetForLeaderEpoch.self),
        Row(DescribeConfigs.self),
        Row(AlterConfigs.self),
        Row(DescribeLogDirs.self),
        Row(CreatePartitions.self),
        Row(DeleteGroups.self),
        Row(IncrementalAlterConfigs.self),
        Row(OffsetDelete.self),
        Row(DescribeCluster.self),
        Row(ConsumerGroupHeartbeat.self),
        Row(ConsumerGroupDescribe.self),
        Row(DescribeTopicPartitions.self),
    ])

    /// What ApiVersions tells of the rows.
    var announced: [ApiVersionsResponse.ApiKeys] {
        rows.map { row in
            var entry = ApiVersionsResponse.ApiKeys()
            entry.apiKey = row.key.rawValue
            entry.minVersion = row.announced.lowerBound
            entry.maxVersion = row.announced.upperBound
            return entry
        }
    }

    /// The rows as a table for docs/PROTOCOL.md.
    package var documentation: String {
        let head =
            "| Key | API | Versions answered | Versions announced |\n| --: | --- | --- | --- |\n"
        return head
            + rows.map { row in
                "| \(row.key.rawValue) | \(row.key) | \(words(row.versions)) | "
                    + "\(words(row.announced)) |\n"
            }.joined()
    }

    private func words(_ versions: ClosedRange<Int16>) -> String {
        versions.count == 1
            ? "\(versions.lowerBound)" : "\(versions.lowerBound)–\(versions.upperBound)"
    }
}
