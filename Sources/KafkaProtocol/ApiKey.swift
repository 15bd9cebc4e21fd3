/// What a request asks for: the first number of its header.
///
/// Any number can stand in a header; the ones that Kafka 4.2 knows have a name.
@usableFromInline package struct ApiKey: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number on the wire.
    @usableFromInline package let rawValue: Int16

    /// The key with this number.
    @inlinable package init(rawValue: Int16) {
        self.rawValue = rawValue
    }

    @inlinable package static func < (left: ApiKey, right: ApiKey) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ApiKey: CustomStringConvertible {
    /// The name that Kafka's documentation uses, such as `Produce`; nil for a number without one.
    package var name: String? {
        Self.names.indices.contains(Int(rawValue)) ? Self.names[Int(rawValue)] : nil
    }

    /// The name, or the number where there is no name.
    @usableFromInline package var description: String {
        name ?? "\(rawValue)"
    }

    /// Every key that has a name, in order.
    package static var all: [ApiKey] {
        names.indices.map { ApiKey(rawValue: Int16($0)) }
    }

    /// The names, by number.
    private static let names = [
        "Produce",
        "Fetch",
        "ListOffsets",
        "Metadata",
        "LeaderAndIsr",
        "StopReplica",
        "UpdateMetadata",
        "ControlledShutdown",
        "OffsetCommit",
        "OffsetFetch",
        "FindCoordinator",
        "JoinGroup",
        "Heartbeat",
        "LeaveGroup",
        "SyncGroup",
        "DescribeGroups",
        "ListGroups",
        "SaslHandshake",
        "ApiVersions",
        "CreateTopics",
        "DeleteTopics",
        "DeleteRecords",
        "InitProducerId",
        "OffsetForLeaderEpoch",
        "AddPartitionsToTxn",
        "AddOffsetsToTxn",
        "EndTxn",
        "WriteTxnMarkers",
        "TxnOffsetCommit",
        "DescribeAcls",
        "CreateAcls",
        "DeleteAcls",
        "DescribeConfigs",
        "AlterConfigs",
        "AlterReplicaLogDirs",
        "DescribeLogDirs",
        "SaslAuthenticate",
        "CreatePartitions",
        "CreateDelegationToken",
        "RenewDelegationToken",
        "ExpireDelegationToken",
        "DescribeDelegationToken",
        "DeleteGroups",
        "ElectLeaders",
        "IncrementalAlterConfigs",
        "AlterPartitionReassignments",
        "ListPartitionReassignments",
        "OffsetDelete",
        "DescribeClientQuotas",
        "AlterClientQuotas",
        "DescribeUserScramCredentials",
        "AlterUserScramCredentials",
        "Vote",
        "BeginQuorumEpoch",
        "EndQuorumEpoch",
        "DescribeQuorum",
        "AlterPartition",
        "UpdateFeatures",
        "Envelope",
        "FetchSnapshot",
        "DescribeCluster",
        "DescribeProducers",
        "BrokerRegistration",
        "BrokerHeartbeat",
        "UnregisterBroker",
        "DescribeTransactions",
        "ListTransactions",
        "AllocateProducerIds",
        "ConsumerGroupHeartbeat",
        "ConsumerGroupDescribe",
        "ControllerRegistration",
        "GetTelemetrySubscriptions",
        "PushTelemetry",
        "AssignReplicasToDirs",
        "ListConfigResources",
        "DescribeTopicPartitions",
        "ShareGroupHeartbeat",
        "ShareGroupDescribe",
        "ShareFetch",
        "ShareAcknowledge",
        "AddRaftVoter",
        "RemoveRaftVoter",
        "UpdateRaftVoter",
        "InitializeShareGroupState",
        "ReadShareGroupState",
        "WriteShareGroupState",
        "DeleteShareGroupState",
        "ReadShareGroupStateSummary",
        "StreamsGroupHeartbeat",
        "StreamsGroupDescribe",
        "DescribeShareGroupOffsets",
        "AlterShareGroupOffsets",
        "DeleteShareGroupOffsets",
    ]
}

extension ApiKey {
    package static let produce = ApiKey(rawValue: 0)
    package static let fetch = ApiKey(rawValue: 1)
    package static let listOffsets = ApiKey(rawValue: 2)
    package static let metadata = ApiKey(rawValue: 3)
    package static let leaderAndIsr = ApiKey(rawValue: 4)
    package static let stopReplica = ApiKey(rawValue: 5)
    package static let updateMetadata = ApiKey(rawValue: 6)
    package static let controlledShutdown = ApiKey(rawValue: 7)
    package static let offsetCommit = ApiKey(rawValue: 8)
    package static let offsetFetch = ApiKey(rawValue: 9)
    package static let findCoordinator = ApiKey(rawValue: 10)
    package static let joinGroup = ApiKey(rawValue: 11)
    package static let heartbeat = ApiKey(rawValue: 12)
    package static let leaveGroup = ApiKey(rawValue: 13)
    package static let syncGroup = ApiKey(rawValue: 14)
    package static let describeGroups = ApiKey(rawValue: 15)
    package static let listGroups = ApiKey(rawValue: 16)
    package static let saslHandshake = ApiKey(rawValue: 17)
    package static let apiVersions = ApiKey(rawValue: 18)
    package static let createTopics = ApiKey(rawValue: 19)
    package static let deleteTopics = ApiKey(rawValue: 20)
    package static let deleteRecords = ApiKey(rawValue: 21)
    package static let initProducerId = ApiKey(rawValue: 22)
    package static let offsetForLeaderEpoch = ApiKey(rawValue: 23)
    package static let addPartitionsToTxn = ApiKey(rawValue: 24)
    package static let addOffsetsToTxn = ApiKey(rawValue: 25)
    package static let endTxn = ApiKey(rawValue: 26)
    package static let writeTxnMarkers = ApiKey(rawValue: 27)
    package static let txnOffsetCommit = ApiKey(rawValue: 28)
    package static let describeAcls = ApiKey(rawValue: 29)
    package static let createAcls = ApiKey(rawValue: 30)
    package static let deleteAcls = ApiKey(rawValue: 31)
    package static let describeConfigs = ApiKey(rawValue: 32)
    package static let alterConfigs = ApiKey(rawValue: 33)
    package static let alterReplicaLogDirs = ApiKey(rawValue: 34)
    package static let describeLogDirs = ApiKey(rawValue: 35)
    package static let saslAuthenticate = ApiKey(rawValue: 36)
    package static let createPartitions = ApiKey(rawValue: 37)
    package static let createDelegationToken = ApiKey(rawValue: 38)
    package static let renewDelegationToken = ApiKey(rawValue: 39)
    package static let expireDelegationToken = ApiKey(rawValue: 40)
    package static let describeDelegationToken = ApiKey(rawValue: 41)
    package static let deleteGroups = ApiKey(rawValue: 42)
    package static let electLeaders = ApiKey(rawValue: 43)
    package static let incrementalAlterConfigs = ApiKey(rawValue: 44)
    package static let alterPartitionReassignments = ApiKey(rawValue: 45)
    package static let listPartitionReassignments = ApiKey(rawValue: 46)
    package static let offsetDelete = ApiKey(rawValue: 47)
    package static let describeClientQuotas = ApiKey(rawValue: 48)
    package static let alterClientQuotas = ApiKey(rawValue: 49)
    package static let describeUserScramCredentials = ApiKey(rawValue: 50)
    package static let alterUserScramCredentials = ApiKey(rawValue: 51)
    package static let vote = ApiKey(rawValue: 52)
    package static let beginQuorumEpoch = ApiKey(rawValue: 53)
    package static let endQuorumEpoch = ApiKey(rawValue: 54)
    package static let describeQuorum = ApiKey(rawValue: 55)
    package static let alterPartition = ApiKey(rawValue: 56)
    package static let updateFeatures = ApiKey(rawValue: 57)
    package static let envelope = ApiKey(rawValue: 58)
    package static let fetchSnapshot = ApiKey(rawValue: 59)
    package static let describeCluster = ApiKey(rawValue: 60)
    package static let describeProducers = ApiKey(rawValue: 61)
    package static let brokerRegistration = ApiKey(rawValue: 62)
    package static let brokerHeartbeat = ApiKey(rawValue: 63)
    package static let unregisterBroker = ApiKey(rawValue: 64)
    package static let describeTransactions = ApiKey(rawValue: 65)
    package static let listTransactions = ApiKey(rawValue: 66)
    package static let allocateProducerIds = ApiKey(rawValue: 67)
    package static let consumerGroupHeartbeat = ApiKey(rawValue: 68)
    package static let consumerGroupDescribe = ApiKey(rawValue: 69)
    package static let controllerRegistration = ApiKey(rawValue: 70)
    package static let getTelemetrySubscriptions = ApiKey(rawValue: 71)
    package static let pushTelemetry = ApiKey(rawValue: 72)
    package static let assignReplicasToDirs = ApiKey(rawValue: 73)
    package static let listConfigResources = ApiKey(rawValue: 74)
    package static let describeTopicPartitions = ApiKey(rawValue: 75)
    package static let shareGroupHeartbeat = ApiKey(rawValue: 76)
    package static let shareGroupDescribe = ApiKey(rawValue: 77)
    package static let shareFetch = ApiKey(rawValue: 78)
    package static let shareAcknowledge = ApiKey(rawValue: 79)
    package static let addRaftVoter = ApiKey(rawValue: 80)
    package static let removeRaftVoter = ApiKey(rawValue: 81)
    package static let updateRaftVoter = ApiKey(rawValue: 82)
    package static let initializeShareGroupState = ApiKey(rawValue: 83)
    package static let readShareGroupState = ApiKey(rawValue: 84)
    package static let writeShareGroupState = ApiKey(rawValue: 85)
    package static let deleteShareGroupState = ApiKey(rawValue: 86)
    package static let readShareGroupStateSummary = ApiKey(rawValue: 87)
    package static let streamsGroupHeartbeat = ApiKey(rawValue: 88)
    package static let streamsGroupDescribe = ApiKey(rawValue: 89)
    package static let describeShareGroupOffsets = ApiKey(rawValue: 90)
    package static let alterShareGroupOffsets = ApiKey(rawValue: 91)
    package static let deleteShareGroupOffsets = ApiKey(rawValue: 92)
}
