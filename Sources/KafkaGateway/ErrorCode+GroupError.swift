import Cluster
import KafkaProtocol

extension GroupError {
    /// What a client is told of a group that refused.
    var code: ErrorCode {
        switch self {
        case .invalidGroupID: .invalidGroupId
        case .groupNotFound: .groupIdNotFound
        case .unknownMember: .unknownMemberId
        case .fencedInstance: .fencedInstanceId
        case .illegalGeneration: .illegalGeneration
        case .rebalanceInProgress: .rebalanceInProgress
        case .inconsistentProtocol: .inconsistentGroupProtocol
        case .invalidSessionTimeout: .invalidSessionTimeout
        case .groupFull, .memoryFull: .groupMaxSizeReached
        case .memberIDRequired: .memberIdRequired
        case .notEmpty: .nonEmptyGroup
        case .notAvailable: .coordinatorNotAvailable
        case .loading: .coordinatorLoadInProgress
        case .notCoordinator: .notCoordinator
        case .fencedMemberEpoch: .fencedMemberEpoch
        case .staleMemberEpoch: .staleMemberEpoch
        case .unreleasedInstance: .unreleasedInstanceId
        case .unsupportedAssignor: .unsupportedAssignor
        case .invalidRegularExpression: .invalidRegularExpression
        case .subscribedToTopic: .groupSubscribedToTopic
        case .offsetMetadataTooLarge: .offsetMetadataTooLarge
        case .offsetsFull: .invalidCommitOffsetSize
        case .recordsTooLarge: .unknownServerError
        case .unsupportedVersion: .unsupportedVersion
        case .producer(let error): error.code
        }
    }
}
