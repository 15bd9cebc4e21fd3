import Cluster
import KafkaProtocol

extension ClusterError {
    /// What a client is told of a refused change of metadata.
    var code: ErrorCode {
        switch self {
        case .invalidRequest: .invalidRequest
        case .invalidTopicName: .invalidTopicException
        case .topicExists: .topicAlreadyExists
        case .unknownTopic: .unknownTopicOrPartition
        case .unknownTopicID: .unknownTopicId
        case .topicDeletionDisabled: .topicDeletionDisabled
        case .invalidPartitions: .invalidPartitions
        case .invalidReplicationFactor: .invalidReplicationFactor
        case .invalidReplicaAssignment: .invalidReplicaAssignment
        case .invalidConfig: .invalidConfig
        case .invalidUpdateVersion: .invalidUpdateVersion
        case .policyViolation: .policyViolation
        case .throttled: .throttlingQuotaExceeded
        case .staleBrokerEpoch: .staleBrokerEpoch
        case .brokerNotRegistered: .brokerIdNotRegistered
        case .electionNotNeeded: .electionNotNeeded
        case .preferredLeaderNotAvailable: .preferredLeaderNotAvailable
        case .eligibleLeadersNotAvailable: .eligibleLeadersNotAvailable
        case .noReassignmentInProgress: .noReassignmentInProgress
        case .inconsistentClusterID: .inconsistentClusterId
        case .unsupported: .unsupportedVersion
        case .storage: .kafkaStorageError
        }
    }
}
