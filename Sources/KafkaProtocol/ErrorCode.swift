/// How a request, or a part of it, went: the one table of Kafka's codes.
///
/// A code is for clients. Inside the broker failures are cases of closed enums; they become codes
/// where an answer is written.
@usableFromInline package struct ErrorCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    @usableFromInline package let rawValue: Int16

    /// The code with this number; it need not be one that has a name.
    @inlinable package init(rawValue: Int16) {
        self.rawValue = rawValue
    }
}

extension ErrorCode: CustomStringConvertible {
    /// The name that Kafka's documentation uses, such as `NOT_LEADER_OR_FOLLOWER`; nil for a number
    /// without one.
    package var name: String? {
        row?.name
    }

    /// Whether a client may try the same again, as the Java client sees it.
    package var isRetriable: Bool {
        row.map { $0.answer != .final } ?? false
    }

    /// Whether a client should ask anew who leads before it tries again.
    package var callsForMetadata: Bool {
        row?.answer == .retryWithNewMetadata
    }

    /// The name, or the number where there is no name.
    @usableFromInline package var description: String {
        name ?? "\(rawValue)"
    }

    /// Every code that has a name, in order.
    package static var all: [ErrorCode] {
        rows.indices.map { ErrorCode(rawValue: Int16($0 - 1)) }
    }

    private var row: Row? {
        let index = Int(rawValue) + 1
        return Self.rows.indices.contains(index) ? Self.rows[index] : nil
    }
}

extension ErrorCode {
    package static let unknownServerError = ErrorCode(rawValue: -1)
    package static let none = ErrorCode(rawValue: 0)
    package static let offsetOutOfRange = ErrorCode(rawValue: 1)
    package static let corruptMessage = ErrorCode(rawValue: 2)
    package static let unknownTopicOrPartition = ErrorCode(rawValue: 3)
    package static let invalidFetchSize = ErrorCode(rawValue: 4)
    package static let leaderNotAvailable = ErrorCode(rawValue: 5)
    package static let notLeaderOrFollower = ErrorCode(rawValue: 6)
    package static let requestTimedOut = ErrorCode(rawValue: 7)
    package static let brokerNotAvailable = ErrorCode(rawValue: 8)
    package static let replicaNotAvailable = ErrorCode(rawValue: 9)
    package static let messageTooLarge = ErrorCode(rawValue: 10)
    package static let staleControllerEpoch = ErrorCode(rawValue: 11)
    package static let offsetMetadataTooLarge = ErrorCode(rawValue: 12)
    package static let networkException = ErrorCode(rawValue: 13)
    package static let coordinatorLoadInProgress = ErrorCode(rawValue: 14)
    package static let coordinatorNotAvailable = ErrorCode(rawValue: 15)
    package static let notCoordinator = ErrorCode(rawValue: 16)
    package static let invalidTopicException = ErrorCode(rawValue: 17)
    package static let recordListTooLarge = ErrorCode(rawValue: 18)
    package static let notEnoughReplicas = ErrorCode(rawValue: 19)
    package static let notEnoughReplicasAfterAppend = ErrorCode(rawValue: 20)
    package static let invalidRequiredAcks = ErrorCode(rawValue: 21)
    package static let illegalGeneration = ErrorCode(rawValue: 22)
    package static let inconsistentGroupProtocol = ErrorCode(rawValue: 23)
    package static let invalidGroupId = ErrorCode(rawValue: 24)
    package static let unknownMemberId = ErrorCode(rawValue: 25)
    package static let invalidSessionTimeout = ErrorCode(rawValue: 26)
    package static let rebalanceInProgress = ErrorCode(rawValue: 27)
    package static let invalidCommitOffsetSize = ErrorCode(rawValue: 28)
    package static let topicAuthorizationFailed = ErrorCode(rawValue: 29)
    package static let groupAuthorizationFailed = ErrorCode(rawValue: 30)
    package static let clusterAuthorizationFailed = ErrorCode(rawValue: 31)
    package static let invalidTimestamp = ErrorCode(rawValue: 32)
    package static let unsupportedSaslMechanism = ErrorCode(rawValue: 33)
    package static let illegalSaslState = ErrorCode(rawValue: 34)
    package static let unsupportedVersion = ErrorCode(rawValue: 35)
    package static let topicAlreadyExists = ErrorCode(rawValue: 36)
    package static let invalidPartitions = ErrorCode(rawValue: 37)
    package static let invalidReplicationFactor = ErrorCode(rawValue: 38)
    package static let invalidReplicaAssignment = ErrorCode(rawValue: 39)
    package static let invalidConfig = ErrorCode(rawValue: 40)
    package static let notController = ErrorCode(rawValue: 41)
    package static let invalidRequest = ErrorCode(rawValue: 42)
    package static let unsupportedForMessageFormat = ErrorCode(rawValue: 43)
    package static let policyViolation = ErrorCode(rawValue: 44)
    package static let outOfOrderSequenceNumber = ErrorCode(rawValue: 45)
    package static let duplicateSequenceNumber = ErrorCode(rawValue: 46)
    package static let invalidProducerEpoch = ErrorCode(rawValue: 47)
    package static let invalidTxnState = ErrorCode(rawValue: 48)
    package static let invalidProducerIdMapping = ErrorCode(rawValue: 49)
    package static let invalidTransactionTimeout = ErrorCode(rawValue: 50)
    package static let concurrentTransactions = ErrorCode(rawValue: 51)
    package static let transactionCoordinatorFenced = ErrorCode(rawValue: 52)
    package static let transactionalIdAuthorizationFailed = ErrorCode(rawValue: 53)
    package static let securityDisabled = ErrorCode(rawValue: 54)
    package static let operationNotAttempted = ErrorCode(rawValue: 55)
    package static let kafkaStorageError = ErrorCode(rawValue: 56)
    package static let logDirNotFound = ErrorCode(rawValue: 57)
    package static let saslAuthenticationFailed = ErrorCode(rawValue: 58)
    package static let unknownProducerId = ErrorCode(rawValue: 59)
    package static let reassignmentInProgress = ErrorCode(rawValue: 60)
    package static let delegationTokenAuthDisabled = ErrorCode(rawValue: 61)
    package static let delegationTokenNotFound = ErrorCode(rawValue: 62)
    package static let delegationTokenOwnerMismatch = ErrorCode(rawValue: 63)
    package static let delegationTokenRequestNotAllowed = ErrorCode(rawValue: 64)
    package static let delegationTokenAuthorizationFailed = ErrorCode(rawValue: 65)
    package static let delegationTokenExpired = ErrorCode(rawValue: 66)
    package static let invalidPrincipalType = ErrorCode(rawValue: 67)
    package static let nonEmptyGroup = ErrorCode(rawValue: 68)
    package static let groupIdNotFound = ErrorCode(rawValue: 69)
    package static let fetchSessionIdNotFound = ErrorCode(rawValue: 70)
    package static let invalidFetchSessionEpoch = ErrorCode(rawValue: 71)
    package static let listenerNotFound = ErrorCode(rawValue: 72)
    package static let topicDeletionDisabled = ErrorCode(rawValue: 73)
    package static let fencedLeaderEpoch = ErrorCode(rawValue: 74)
    package static let unknownLeaderEpoch = ErrorCode(rawValue: 75)
    package static let unsupportedCompressionType = ErrorCode(rawValue: 76)
    package static let staleBrokerEpoch = ErrorCode(rawValue: 77)
    package static let offsetNotAvailable = ErrorCode(rawValue: 78)
    package static let memberIdRequired = ErrorCode(rawValue: 79)
    package static let preferredLeaderNotAvailable = ErrorCode(rawValue: 80)
    package static let groupMaxSizeReached = ErrorCode(rawValue: 81)
    package static let fencedInstanceId = ErrorCode(rawValue: 82)
    package static let eligibleLeadersNotAvailable = ErrorCode(rawValue: 83)
    package static let electionNotNeeded = ErrorCode(rawValue: 84)
    package static let noReassignmentInProgress = ErrorCode(rawValue: 85)
    package static let groupSubscribedToTopic = ErrorCode(rawValue: 86)
    package static let invalidRecord = ErrorCode(rawValue: 87)
    package static let unstableOffsetCommit = ErrorCode(rawValue: 88)
    package static let throttlingQuotaExceeded = ErrorCode(rawValue: 89)
    package static let producerFenced = ErrorCode(rawValue: 90)
    package static let resourceNotFound = ErrorCode(rawValue: 91)
    package static let duplicateResource = ErrorCode(rawValue: 92)
    package static let unacceptableCredential = ErrorCode(rawValue: 93)
    package static let inconsistentVoterSet = ErrorCode(rawValue: 94)
    package static let invalidUpdateVersion = ErrorCode(rawValue: 95)
    package static let featureUpdateFailed = ErrorCode(rawValue: 96)
    package static let principalDeserializationFailure = ErrorCode(rawValue: 97)
    package static let snapshotNotFound = ErrorCode(rawValue: 98)
    package static let positionOutOfRange = ErrorCode(rawValue: 99)
    package static let unknownTopicId = ErrorCode(rawValue: 100)
    package static let duplicateBrokerRegistration = ErrorCode(rawValue: 101)
    package static let brokerIdNotRegistered = ErrorCode(rawValue: 102)
    package static let inconsistentTopicId = ErrorCode(rawValue: 103)
    package static let inconsistentClusterId = ErrorCode(rawValue: 104)
    package static let transactionalIdNotFound = ErrorCode(rawValue: 105)
    package static let fetchSessionTopicIdError = ErrorCode(rawValue: 106)
    package static let ineligibleReplica = ErrorCode(rawValue: 107)
    package static let newLeaderElected = ErrorCode(rawValue: 108)
    package static let offsetMovedToTieredStorage = ErrorCode(rawValue: 109)
    package static let fencedMemberEpoch = ErrorCode(rawValue: 110)
    package static let unreleasedInstanceId = ErrorCode(rawValue: 111)
    package static let unsupportedAssignor = ErrorCode(rawValue: 112)
    package static let staleMemberEpoch = ErrorCode(rawValue: 113)
    package static let mismatchedEndpointType = ErrorCode(rawValue: 114)
    package static let unsupportedEndpointType = ErrorCode(rawValue: 115)
    package static let unknownControllerId = ErrorCode(rawValue: 116)
    package static let unknownSubscriptionId = ErrorCode(rawValue: 117)
    package static let telemetryTooLarge = ErrorCode(rawValue: 118)
    package static let invalidRegistration = ErrorCode(rawValue: 119)
    package static let transactionAbortable = ErrorCode(rawValue: 120)
    package static let invalidRecordState = ErrorCode(rawValue: 121)
    package static let shareSessionNotFound = ErrorCode(rawValue: 122)
    package static let invalidShareSessionEpoch = ErrorCode(rawValue: 123)
    package static let fencedStateEpoch = ErrorCode(rawValue: 124)
    package static let invalidVoterKey = ErrorCode(rawValue: 125)
    package static let duplicateVoter = ErrorCode(rawValue: 126)
    package static let voterNotFound = ErrorCode(rawValue: 127)
    package static let invalidRegularExpression = ErrorCode(rawValue: 128)
    package static let rebootstrapRequired = ErrorCode(rawValue: 129)
    package static let streamsInvalidTopology = ErrorCode(rawValue: 130)
    package static let streamsInvalidTopologyEpoch = ErrorCode(rawValue: 131)
    package static let streamsTopologyFenced = ErrorCode(rawValue: 132)
    package static let shareSessionLimitReached = ErrorCode(rawValue: 133)
}

// MARK: - The table

extension ErrorCode {
    /// What a client does about a code.
    private enum Answer {
        case final
        case retry
        case retryWithNewMetadata
    }

    private struct Row {
        let name: String
        let answer: Answer

        init(_ name: String, _ answer: Answer = .final) {
            self.name = name
            self.answer = answer
        }
    }

    /// The names and what clients do about them, from code -1 on.
    private static let rows = [
        Row("UNKNOWN_SERVER_ERROR"),
        Row("NONE"),
        Row("OFFSET_OUT_OF_RANGE"),
        Row("CORRUPT_MESSAGE", .retry),
        Row("UNKNOWN_TOPIC_OR_PARTITION", .retryWithNewMetadata),
        Row("INVALID_FETCH_SIZE"),
        Row("LEADER_NOT_AVAILABLE", .retryWithNewMetadata),
        Row("NOT_LEADER_OR_FOLLOWER", .retryWithNewMetadata),
        Row("REQUEST_TIMED_OUT", .retry),
        Row("BROKER_NOT_AVAILABLE"),
        Row("REPLICA_NOT_AVAILABLE", .retryWithNewMetadata),
        Row("MESSAGE_TOO_LARGE"),
        Row("STALE_CONTROLLER_EPOCH"),
        Row("OFFSET_METADATA_TOO_LARGE"),
        Row("NETWORK_EXCEPTION", .retryWithNewMetadata),
        Row("COORDINATOR_LOAD_IN_PROGRESS", .retry),
        Row("COORDINATOR_NOT_AVAILABLE", .retryWithNewMetadata),
        Row("NOT_COORDINATOR", .retryWithNewMetadata),
        Row("INVALID_TOPIC_EXCEPTION"),
        Row("RECORD_LIST_TOO_LARGE"),
        Row("NOT_ENOUGH_REPLICAS", .retry),
        Row("NOT_ENOUGH_REPLICAS_AFTER_APPEND", .retry),
        Row("INVALID_REQUIRED_ACKS"),
        Row("ILLEGAL_GENERATION"),
        Row("INCONSISTENT_GROUP_PROTOCOL"),
        Row("INVALID_GROUP_ID"),
        Row("UNKNOWN_MEMBER_ID"),
        Row("INVALID_SESSION_TIMEOUT"),
        Row("REBALANCE_IN_PROGRESS"),
        Row("INVALID_COMMIT_OFFSET_SIZE"),
        Row("TOPIC_AUTHORIZATION_FAILED"),
        Row("GROUP_AUTHORIZATION_FAILED"),
        Row("CLUSTER_AUTHORIZATION_FAILED"),
        Row("INVALID_TIMESTAMP"),
        Row("UNSUPPORTED_SASL_MECHANISM"),
        Row("ILLEGAL_SASL_STATE"),
        Row("UNSUPPORTED_VERSION"),
        Row("TOPIC_ALREADY_EXISTS"),
        Row("INVALID_PARTITIONS"),
        Row("INVALID_REPLICATION_FACTOR"),
        Row("INVALID_REPLICA_ASSIGNMENT"),
        Row("INVALID_CONFIG"),
        Row("NOT_CONTROLLER", .retry),
        Row("INVALID_REQUEST"),
        Row("UNSUPPORTED_FOR_MESSAGE_FORMAT"),
        Row("POLICY_VIOLATION"),
        Row("OUT_OF_ORDER_SEQUENCE_NUMBER"),
        Row("DUPLICATE_SEQUENCE_NUMBER"),
        Row("INVALID_PRODUCER_EPOCH"),
        Row("INVALID_TXN_STATE"),
        Row("INVALID_PRODUCER_ID_MAPPING"),
        Row("INVALID_TRANSACTION_TIMEOUT"),
        Row("CONCURRENT_TRANSACTIONS", .retry),
        Row("TRANSACTION_COORDINATOR_FENCED"),
        Row("TRANSACTIONAL_ID_AUTHORIZATION_FAILED"),
        Row("SECURITY_DISABLED"),
        Row("OPERATION_NOT_ATTEMPTED"),
        Row("KAFKA_STORAGE_ERROR", .retryWithNewMetadata),
        Row("LOG_DIR_NOT_FOUND"),
        Row("SASL_AUTHENTICATION_FAILED"),
        Row("UNKNOWN_PRODUCER_ID"),
        Row("REASSIGNMENT_IN_PROGRESS"),
        Row("DELEGATION_TOKEN_AUTH_DISABLED"),
        Row("DELEGATION_TOKEN_NOT_FOUND"),
        Row("DELEGATION_TOKEN_OWNER_MISMATCH"),
        Row("DELEGATION_TOKEN_REQUEST_NOT_ALLOWED"),
        Row("DELEGATION_TOKEN_AUTHORIZATION_FAILED"),
        Row("DELEGATION_TOKEN_EXPIRED"),
        Row("INVALID_PRINCIPAL_TYPE"),
        Row("NON_EMPTY_GROUP"),
        Row("GROUP_ID_NOT_FOUND"),
        Row("FETCH_SESSION_ID_NOT_FOUND", .retry),
        Row("INVALID_FETCH_SESSION_EPOCH", .retry),
        Row("LISTENER_NOT_FOUND", .retryWithNewMetadata),
        Row("TOPIC_DELETION_DISABLED"),
        Row("FENCED_LEADER_EPOCH", .retryWithNewMetadata),
        Row("UNKNOWN_LEADER_EPOCH", .retry),
        Row("UNSUPPORTED_COMPRESSION_TYPE"),
        Row("STALE_BROKER_EPOCH"),
        Row("OFFSET_NOT_AVAILABLE", .retry),
        Row("MEMBER_ID_REQUIRED"),
        Row("PREFERRED_LEADER_NOT_AVAILABLE", .retryWithNewMetadata),
        Row("GROUP_MAX_SIZE_REACHED"),
        Row("FENCED_INSTANCE_ID"),
        Row("ELIGIBLE_LEADERS_NOT_AVAILABLE", .retryWithNewMetadata),
        Row("ELECTION_NOT_NEEDED", .retryWithNewMetadata),
        Row("NO_REASSIGNMENT_IN_PROGRESS"),
        Row("GROUP_SUBSCRIBED_TO_TOPIC"),
        Row("INVALID_RECORD"),
        Row("UNSTABLE_OFFSET_COMMIT", .retry),
        Row("THROTTLING_QUOTA_EXCEEDED", .retry),
        Row("PRODUCER_FENCED"),
        Row("RESOURCE_NOT_FOUND"),
        Row("DUPLICATE_RESOURCE"),
        Row("UNACCEPTABLE_CREDENTIAL"),
        Row("INCONSISTENT_VOTER_SET"),
        Row("INVALID_UPDATE_VERSION"),
        Row("FEATURE_UPDATE_FAILED"),
        Row("PRINCIPAL_DESERIALIZATION_FAILURE"),
        Row("SNAPSHOT_NOT_FOUND"),
        Row("POSITION_OUT_OF_RANGE"),
        Row("UNKNOWN_TOPIC_ID", .retryWithNewMetadata),
        Row("DUPLICATE_BROKER_REGISTRATION"),
        Row("BROKER_ID_NOT_REGISTERED"),
        Row("INCONSISTENT_TOPIC_ID", .retryWithNewMetadata),
        Row("INCONSISTENT_CLUSTER_ID"),
        Row("TRANSACTIONAL_ID_NOT_FOUND"),
        Row("FETCH_SESSION_TOPIC_ID_ERROR", .retry),
        Row("INELIGIBLE_REPLICA"),
        Row("NEW_LEADER_ELECTED"),
        Row("OFFSET_MOVED_TO_TIERED_STORAGE"),
        Row("FENCED_MEMBER_EPOCH"),
        Row("UNRELEASED_INSTANCE_ID"),
        Row("UNSUPPORTED_ASSIGNOR"),
        Row("STALE_MEMBER_EPOCH"),
        Row("MISMATCHED_ENDPOINT_TYPE"),
        Row("UNSUPPORTED_ENDPOINT_TYPE"),
        Row("UNKNOWN_CONTROLLER_ID"),
        Row("UNKNOWN_SUBSCRIPTION_ID"),
        Row("TELEMETRY_TOO_LARGE"),
        Row("INVALID_REGISTRATION"),
        Row("TRANSACTION_ABORTABLE"),
        Row("INVALID_RECORD_STATE"),
        Row("SHARE_SESSION_NOT_FOUND", .retry),
        Row("INVALID_SHARE_SESSION_EPOCH", .retry),
        Row("FENCED_STATE_EPOCH"),
        Row("INVALID_VOTER_KEY"),
        Row("DUPLICATE_VOTER"),
        Row("VOTER_NOT_FOUND"),
        Row("INVALID_REGULAR_EXPRESSION"),
        Row("REBOOTSTRAP_REQUIRED"),
        Row("STREAMS_INVALID_TOPOLOGY"),
        Row("STREAMS_INVALID_TOPOLOGY_EPOCH"),
        Row("STREAMS_TOPOLOGY_FENCED"),
        Row("SHARE_SESSION_LIMIT_REACHED", .retry),
    ]
}
