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
        Row(SaslHandshake.self),
        Row(ApiVersions.self),
        Row(CreateTopics.self),
        Row(DeleteTopics.self),
        Row(DeleteRecords.self),
        Row(InitProducerId.self),
        Row(OffsetForLeaderEpoch.self),
        Row(AddPartitionsToTxn.self),
        Row(AddOffsetsToTxn.self),
        Row(EndTxn.self),
        Row(WriteTxnMarkers.self),
        Row(TxnOffsetCommit.self),
        Row(DescribeAcls.self),
        Row(CreateAcls.self),
        Row(DeleteAcls.self),
        Row(DescribeConfigs.self),
        Row(AlterConfigs.self),
        Row(AlterReplicaLogDirs.self),
        Row(DescribeLogDirs.self),
        Row(SaslAuthenticate.self),
        Row(CreatePartitions.self),
        Row(CreateDelegationToken.self),
        Row(RenewDelegationToken.self),
        Row(ExpireDelegationToken.self),
        Row(DescribeDelegationToken.self),
        Row(DeleteGroups.self),
        Row(ElectLeaders.self),
        Row(IncrementalAlterConfigs.self),
        Row(AlterPartitionReassignments.self),
        Row(ListPartitionReassignments.self),
        Row(OffsetDelete.self),
        Row(DescribeClientQuotas.self),
        Row(AlterClientQuotas.self),
        Row(DescribeQuorum.self),
        Row(UpdateFeatures.self),
        Row(DescribeCluster.self),
        Row(DescribeProducers.self),
        Row(UnregisterBroker.self),
        Row(DescribeTransactions.self),
        Row(ListTransactions.self),
        Row(ConsumerGroupHeartbeat.self),
        Row(ConsumerGroupDescribe.self),
        Row(ListConfigResources.self),
        Row(DescribeTopicPartitions.self),
        Row(AddRaftVoter.self),
        Row(RemoveRaftVoter.self),
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

    /// docs/PROTOCOL.md: the rows as a page.
    package var documentation: String {
        """
        # The protocol: what is answered

        Every API of the Kafka protocol that this broker answers, in order of the keys. What is not
        here is not announced, and a request for it ends the connection, as in Kafka. The meaning of
        each is told in [Kafka's semantics](kafka-semantics.md), its fields stand in
        `Sources/KafkaMessages/Schema`. The page is rendered from the table
        `Sources/KafkaGateway/ApiTable+Answered.swift` (`make docs`).

        Versions are those of Kafka 4.2. Produce is announced from version 0 on, because librdkafka
        before 2.11.1 would otherwise send its data uncompressed; it is answered from version 3 on.

        | Key | API | Answered | Announced |
        | --: | --- | --- | --- |

        """
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
